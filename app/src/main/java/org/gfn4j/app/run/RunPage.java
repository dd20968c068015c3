package org.gfn4j.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.ConfigFile;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.ReportPage;
import org.gfn4j.app.report.TrainedRun;
import org.gfn4j.app.report.Verdict;
import org.gfn4j.app.task.Study;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The page of a run, in its folder.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RunPage {
    private static final String NAME = "report.html";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Path folder;
    private final Verdict verdict;
    private final ReportPage page;

    private RunPage(Path folder, Verdict verdict, ReportPage page) {
        this.folder = folder;
        this.verdict = verdict;
        this.page = page;
    }

    /**
     * Makes the page.
     *
     * @param run the run
     * @param model its model
     * @param problems what made the problem of the model
     * @param exactLimit the largest number of states to enumerate
     * @param seed the seed of every draw
     */
    public static <S> RunPage of(
            ExistingRun run, TrainedModel<S> model, TaskProblems problems, int exactLimit, long seed) {
        RunRecord recorded = RunRecord.read(run.folder());
        Study<S> study = problems.study(model);
        Map<String, @Nullable Object> config = config(run);
        Verdict verdict = RunVerdict.of(config, recorded);
        TrainedRun<S> report = new TrainedRun<>(
                config,
                recorded.metrics(),
                verdict,
                model.problem(),
                object -> study.name(object)
                        .orElseGet(() -> model.problem().format().format(object)),
                model.model(),
                model.logReward(),
                exactLimit,
                seed);
        return new RunPage(run.folder(), verdict, ReportPage.of(report, study.report(recorded, model.model())));
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

    /** Returns what the figures of the run say of it. */
    public Verdict verdict() {
        return verdict;
    }

    /** Writes the page and returns its file. */
    public Path write() throws IOException {
        Path target = folder.resolve(NAME);
        page.write(target);
        return target;
    }

    /** Writes the pictures of the page into a folder and returns their files. */
    public List<Path> writeFigures(Path target) throws IOException {
        return page.writeFigures(target);
    }
}
