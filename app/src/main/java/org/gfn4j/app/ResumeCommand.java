package org.gfn4j.app;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.Checkpoints;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes on with a run from a checkpoint.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "resume",
        description = {
            "Goes on with a run that was interrupted, as if it had never stopped.",
            "A run that is complete is trained on with --iterations or --budget."
        })
final class ResumeCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What may differ from the run as it was started. */
    private static final Set<String> CHANGEABLE = Set.of(
            "iterations",
            "budget",
            "checkpoint-every",
            "keep",
            "reward-processes",
            "reward-timeout",
            "reward-failures",
            "reward-cache",
            "random-objects");

    private static final String NOTHING = "nothing";

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(
            names = "--iterations",
            paramLabel = "NUMBER",
            description =
                    "New length of the run, those done included; the course of the learning rates is then that of the"
                            + " new length. Default: as it was.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer iterations;

    @Option(
            names = "--budget",
            paramLabel = "NUMBER",
            description = "New number of requests for a reward that end the run, those made included; instead of"
                    + " --iterations.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer budget;

    @Option(
            names = "--checkpoint",
            paramLabel = "STEP",
            description = "Checkpoint to go on from; later ones are removed. Default: the newest.")
    @WholeNumber(min = 0)
    private @Nullable Long step;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        if (iterations != null && budget != null) {
            throw new WrongOptionException("Invalid value for option '--budget': '" + budget
                    + "' does not go with --iterations, as either ends the run; leave one of them out");
        }
        ExistingRun existing = ExistingRun.of(run);
        RunLock.whileHeld(existing.folder(), () -> resume(existing));
        return 0;
    }

    private Map<String, @Nullable Object> resume(ExistingRun existing) {
        Map<String, String> changes = new LinkedHashMap<>();
        if (iterations != null) {
            changes.put("iterations", iterations.toString());
        }
        if (budget != null) {
            changes.put("budget", budget.toString());
        }
        ConfiguredTraining training = ConfiguredTraining.of(existing.config(), changes);
        Problem<?> problem = training.task().problem();
        try {
            return resume(existing, training, threads.share(problem));
        } finally {
            problem.reward().detailed().ifPresent(DetailedReward::close);
        }
    }

    private <S> Map<String, @Nullable Object> resume(
            ExistingRun existing, ConfiguredTraining training, Problem<S> problem) {
        CommandLine line = command.commandLine();
        training.options().check(problem);
        threads.withoutEffect(problem).forEach(note -> line.getErr().println("gfn4j: " + note));
        Study<S> study = training.task().study(problem);
        study.check();
        Map<String, Object> settings = training.settings();
        Checkpoint checkpoint =
                existing.read(step, Checkpoints.ofRun(existing.folder())::read).orElse(null);
        if (checkpoint == null) {
            requireNoMetrics(existing);
        } else {
            requireSameSettings(existing, checkpoint.state().path("settings"), settings);
            long done = checkpoint.iteration();
            int length = training.options().iterations();
            if (done > length) {
                throw new WrongOptionException(
                        budget == null
                                ? "Invalid value for option '--iterations': '" + length + "' is less than the " + done
                                        + " that the run has done"
                                : "Invalid value for option '--budget': '" + budget + "' ends the run after " + length
                                        + " iterations, but it has done " + done);
            }
        }
        return new TrainingRun<>(
                        problem,
                        training.options(),
                        training.options().offPolicy().readData(problem),
                        study,
                        settings,
                        existing.folder(),
                        line.getOut(),
                        line.getErr())
                .run(checkpoint);
    }

    /** Without a checkpoint a run starts from the beginning, which would take away what it has measured. */
    private static void requireNoMetrics(ExistingRun existing) {
        if (new RunWriter(existing.folder()).metricsLength() > 0) {
            throw new WrongOptionException("there is no checkpoint any more in '" + existing.folder()
                    + "', so the run cannot go on; 'gfn4j train --config " + existing.config() + "' trains anew");
        }
    }

    private static void requireSameSettings(ExistingRun existing, JsonNode recorded, Map<String, Object> present) {
        JsonNode now = JSON.valueToTree(present);
        Set<String> names = new LinkedHashSet<>(recorded.propertyNames());
        names.addAll(now.propertyNames());
        names.removeAll(CHANGEABLE);
        for (String name : names) {
            String before = recorded.path(name).asString(NOTHING);
            String value = now.path(name).asString(NOTHING);
            if (!value.equals(before)) {
                throw new WrongOptionException("'" + existing.config() + "' has " + name + ": " + value
                        + ", but the run was started with " + before + "; put it back, or train anew");
            }
        }
    }
}
