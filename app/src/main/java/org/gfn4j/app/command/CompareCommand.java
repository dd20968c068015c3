package org.gfn4j.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.comparison.Comparison;
import org.gfn4j.app.config.ConfiguredTraining;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.folder.RunLock;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.method.Methods;
import org.gfn4j.app.method.ThreadOptions;
import org.gfn4j.app.run.PlannedRun;
import org.gfn4j.app.run.RunsInProcesses;
import org.gfn4j.app.run.RunsInTurn;
import org.gfn4j.app.run.TrustOptions;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.rewards.Launch;
import org.gfn4j.storage.PlainFile;
import org.gfn4j.task.Problem;
import org.gfn4j.task.WrongSettingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * Runs methods on one task under one budget, and compares what they have found.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
final class CompareCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Runs methods under one budget of reward requests, and compares what they find in a table and a page.";

    private static final Path RUNS = Path.of("runs");

    @Mixin
    private final Task task;

    @Mixin
    private CompareOptions options = new CompareOptions();

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** What the runs start, as it was typed. */
    private final Set<Launch> launches = new LinkedHashSet<>();

    CompareCommand(Task task) {
        this.task = task;
    }

    @Override
    public Integer call() {
        Map<String, Map<String, String>> methods = Methods.chosen(options.methods, task);
        Path folder = options.run == null ? RunFolder.free(RUNS, "compare-" + task.name()) : given(options.run);
        List<PlannedRun> runs = plan(methods, folder);
        runs.forEach(PlannedRun::check);
        try {
            PlainFile.makeFolder(folder.resolve(Comparison.CURVES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder '" + folder + "': " + Failures.describe(e), e);
        }
        return RunLock.whileHeld(folder, () -> run(runs, folder));
    }

    private static Path given(String text) {
        return Files.isDirectory(Path.of(text).resolve(Comparison.CURVES)) ? Path.of(text) : RunFolder.given(text);
    }

    /** Checks every run before the first one starts. */
    private List<PlannedRun> plan(Map<String, Map<String, String>> methods, Path folder) {
        List<String> names = List.copyOf(methods.keySet());
        Map<String, String> given = given();
        List<PlannedRun> runs = new ArrayList<>();
        for (String method : names) {
            Map<String, String> values = new LinkedHashMap<>(given);
            values.putAll(Objects.requireNonNull(methods.get(method)));
            values.putAll(options.setFor(method, names));
            values.put(Setting.TASK, task.name());
            values.put("budget", Integer.toString(options.budget));
            for (long seed = options.seed; seed < options.seed + options.seeds; seed++) {
                values.put("seed", Long.toString(seed));
                ConfiguredTraining training = configured(values, method);
                if (seed == options.seed) {
                    check(training);
                    launches.addAll(training.task().launches());
                }
                Path run = folder.resolve(method).resolve("seed-" + seed);
                runs.add(new PlannedRun(method, seed, run, training.settings()));
            }
        }
        return runs;
    }

    private static ConfiguredTraining configured(Map<String, String> values, String method) {
        try {
            return ConfiguredTraining.of(values.entrySet().stream()
                    .map(entry -> new Setting(entry.getKey(), entry.getValue(), "", ""))
                    .toList());
        } catch (WrongSettingException e) {
            throw new WrongOptionException("method " + method + ": " + Failures.describe(e));
        }
    }

    private static void check(ConfiguredTraining training) {
        Problem<?> problem = training.task().problem();
        try {
            check(training, problem);
        } finally {
            problem.reward().detailed().ifPresent(DetailedReward::close);
        }
    }

    private static <S> void check(ConfiguredTraining training, Problem<S> problem) {
        training.options().check(problem);
        Study<S> study = training.task().study(problem);
        study.check();
        study.start();
        training.options().readData(problem);
    }

    /** Returns the options of the task that were written on the command line. */
    private Map<String, String> given() {
        Set<String> own = command.mixins().values().stream()
                .filter(mixin -> mixin.userObject() instanceof Task)
                .flatMap(mixin -> mixin.options().stream())
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
        Map<String, String> values = new LinkedHashMap<>();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptionsSet()) {
            if (own.contains(option.longestName())) {
                values.put(Setting.keyOf(option.longestName()), lastValue(option));
            }
        }
        return values;
    }

    private static String lastValue(OptionSpec option) {
        List<String> values = option.originalStringValues();
        return values.isEmpty() ? "true" : values.get(values.size() - 1);
    }

    private int run(List<PlannedRun> runs, Path folder) {
        CommandLine line = command.commandLine();
        PrintWriter err = line.getErr();
        long complete = runs.stream().filter(PlannedRun::isComplete).count();
        err.println("gfn4j: " + runs.size() + " runs in " + folder
                + (complete > 0 ? ", of which " + complete + " are complete" : "")
                + "; the same command with --run " + folder + " resumes it if it is interrupted");
        TrustOptions.keep(launches, err);
        TrustOptions trust = TrustOptions.allowing(launches);
        boolean whole = options.jobs == 1
                ? RunsInTurn.run(runs, threads, trust, err)
                : new RunsInProcesses(options.jobs, Main.class.getName(), trust, err).run(runs);
        if (!runs.stream().allMatch(PlannedRun::isComplete)) {
            err.println("gfn4j: the comparison is not complete; the same command with --run " + folder + " resumes it");
        }
        List<Path> begun = runs.stream()
                .map(PlannedRun::folder)
                .filter(CompareCommand::hasFigures)
                .toList();
        if (!begun.isEmpty()) {
            Comparison comparison = Comparison.of(begun);
            line.getOut().println();
            comparison.table(line.getOut());
            line.getOut().flush();
            err.println("gfn4j: wrote " + comparison.write(folder));
        }
        return whole ? 0 : 1;
    }

    private static boolean hasFigures(Path run) {
        return !RunRecord.read(run).metrics().isEmpty();
    }
}
