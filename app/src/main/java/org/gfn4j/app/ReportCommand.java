package org.gfn4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gfn4j.app.report.ReportPage;
import org.gfn4j.app.report.TrainedRun;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Writes the page of a run.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "report",
        description = {
            "Writes report.html into the folder of a run: its configuration, its learning curves, and what its model draws"
                    + " beside what it should draw. The page is one file that needs no network."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    @Mixin
    private TrainedOptions trained = new TrainedOptions();

    @Option(
            names = "--figures",
            paramLabel = "FOLDER",
            description = "Folder for the pictures of the page as PNG files. Default: none are written.")
    private @Nullable String figures;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        CommandLine line = command.commandLine();
        Path figureFolder = figures == null ? null : folder(figures);
        ExistingRun run = trained.run();
        ReportPage page = page(run, trained.model());
        Path target = run.folder().resolve(PAGE);
        page.write(target);
        line.getErr().println("gfn4j: wrote " + target);
        if (figureFolder != null) {
            page.writeFigures(figureFolder).forEach(file -> line.getErr().println("gfn4j: wrote " + file));
        }
        return 0;
    }

    private static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (!text.isBlank() && (Files.isDirectory(folder) || !Files.exists(folder))) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new WrongOptionException("Invalid value for option '--figures': '" + text
                    + "' is not the name of a folder: " + e.getReason());
        }
        throw new WrongOptionException("Invalid value for option '--figures': '" + text + "' is not a folder");
    }

    private <S> ReportPage page(ExistingRun run, TrainedModel<S> model) {
        RunRecord recorded = RunRecord.read(run.folder());
        Study<S> study = TaskProblems.study(model);
        TrainedRun<S> report = new TrainedRun<>(
                config(run),
                recorded.metrics(),
                model.problem(),
                object -> study.name(object)
                        .orElseGet(() -> model.problem().format().format(object)),
                model.model(),
                model.logReward(),
                trained.exactLimit(model),
                trained.seed());
        return ReportPage.of(report, study.report(recorded, model.model()));
    }

    private static Map<String, @Nullable Object> config(ExistingRun run) {
        ConfigFile.read(run.config()); // whose refusals name the place
        try {
            Map<String, @Nullable Object> config = new LinkedHashMap<>();
            config.putAll(YAML.readValue(
                    Files.readString(run.config()), new TypeReference<LinkedHashMap<String, Object>>() {}));
            return config;
        } catch (JacksonException e) {
            throw new WrongOptionException(run.config() + " is not a configuration: " + Failures.describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + run.config() + "': " + Failures.describe(e), e);
        }
    }
}
