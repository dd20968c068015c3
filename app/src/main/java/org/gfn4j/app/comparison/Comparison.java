package org.gfn4j.app.comparison;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.ConfigFile;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.run.ExistingRun;
import org.gfn4j.app.run.RunVerdict;
import org.gfn4j.app.task.Tasks;
import org.gfn4j.storage.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Runs of several methods on one task, held against each other. Their folders are read and never written to.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Comparison {
    /** The name of the page. */
    static final String PAGE = "comparison.html";

    /** The folder of the files of comma-separated values, beside the page. */
    public static final String CURVES = "comparison";

    private final List<Path> folders;
    private final ComparisonReport report;

    private Comparison(List<Path> folders, ComparisonReport report) {
        this.folders = List.copyOf(folders);
        this.report = report;
    }

    /**
     * Reads runs, which may be going on or have been interrupted; one without any figures is left out, which the table says.
     *
     * @param folders their folders, at least 1
     * @return the comparison
     * @throws WrongOptionException if one is not the folder of a run, is named twice or belongs to another task than the
     *     first, or if none has figures; the message names it
     */
    public static Comparison of(List<Path> folders) {
        List<ExistingRun> runs = folders.stream()
                .map(folder -> ExistingRun.of(folder.toString()))
                .toList();
        requireDifferent(runs);
        Map<ExistingRun, Map<String, String>> settings = new LinkedHashMap<>();
        runs.forEach(run -> settings.put(run, settings(run)));
        String task = commonTask(settings);
        List<ComparedRun> known = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ExistingRun run : runs) {
            RunRecord recorded = RunRecord.read(run.folder());
            if (recorded.metrics().isEmpty() && !recorded.summary().isObject()) {
                notes.add("The run '" + run.folder() + "' is left out, because it has recorded no figures yet.");
            } else {
                Map<String, String> own = settings.getOrDefault(run, Map.of());
                known.add(new ComparedRun(own, run, recorded, RunVerdict.of(own, recorded)));
            }
        }
        if (known.isEmpty()) {
            throw new WrongOptionException(
                    "Invalid value for RUN: none of the runs has recorded any figures yet; the first" + " is '"
                            + runs.get(0).folder() + "'");
        }
        return new Comparison(
                runs.stream().map(ExistingRun::folder).toList(),
                new ComparisonReport(new ComparisonReport.RunSet(
                        task, Tasks.find().named(task).orElse(null), known, notes)));
    }

    private static void requireDifferent(List<ExistingRun> runs) {
        Set<Path> known = new HashSet<>();
        for (ExistingRun run : runs) {
            if (!known.add(real(run.folder()))) {
                throw new WrongOptionException("Invalid value for RUN: '" + run.folder() + "' is named twice");
            }
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + folder + "': " + Failures.describe(e), e);
        }
    }

    private static Map<String, String> settings(ExistingRun run) {
        Map<String, String> settings = new LinkedHashMap<>();
        ConfigFile.read(run.config()).forEach(setting -> settings.put(setting.key(), setting.value()));
        return settings;
    }

    private static String commonTask(Map<ExistingRun, Map<String, String>> settings) {
        Map<String, Path> firsts = new LinkedHashMap<>();
        settings.forEach((run, own) -> {
            String task = own.get(Setting.TASK);
            if (task == null) {
                throw new WrongOptionException(run.config() + ": the key 'task' is missing");
            }
            firsts.putIfAbsent(task, run.folder());
        });
        List<String> tasks = List.copyOf(firsts.keySet());
        if (tasks.size() > 1) {
            throw new WrongOptionException("Invalid value for RUN: '" + firsts.get(tasks.get(1))
                    + "' is a run of the task " + tasks.get(1) + ", but '" + firsts.get(tasks.get(0)) + "' is one of "
                    + tasks.get(0) + "; only runs of one task can be compared");
        }
        return tasks.get(0);
    }

    /**
     * Prints a table with a row for each method.
     *
     * @param out where it goes
     */
    public void table(PrintWriter out) {
        report.print(out);
    }

    /** Returns the figures of the table, for JSON: names and values, maps and lists of them. */
    public Map<String, @Nullable Object> values() {
        return report.values();
    }

    /**
     * Refuses a folder that is one of the runs or lies in one.
     *
     * @param folder where the page is to go
     * @throws WrongOptionException if it may not go there; the message says why
     */
    public void check(Path folder) {
        for (Path above = folder.toAbsolutePath().normalize(); above != null; above = above.getParent()) {
            for (Path run : folders) {
                if (above.equals(run.toAbsolutePath().normalize())
                        || (Files.exists(above) && real(above).equals(real(run)))) {
                    throw new WrongOptionException("Invalid value for option '--out': '" + folder
                            + "' lies in the folder of the run '" + run + "', which is only read");
                }
            }
        }
    }

    /**
     * Writes the page {@value #PAGE}, and its figures as comma-separated values into the folder {@value #CURVES} beside it.
     * Files of the same names are replaced, each as a whole, the page last.
     *
     * @param folder where they go, made where it is missing
     * @return the page
     * @throws WrongOptionException if the folder is that of a run that is compared, or in one
     * @throws UncheckedIOException if a file cannot be written
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public Path write(Path folder) {
        check(folder);
        String html = report.page().html();
        Path curves = folder.resolve(CURVES);
        try {
            Files.createDirectories(folder);
            PlainFile.makeFolder(curves);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder '" + curves + "': " + Failures.describe(e), e);
        }
        report.csv().forEach((name, text) -> FileOptions.write(curves.resolve(name), bytes(text)));
        Path page = folder.resolve(PAGE);
        FileOptions.write(page, bytes(html));
        return page;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
