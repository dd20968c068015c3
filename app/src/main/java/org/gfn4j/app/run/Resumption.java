package org.gfn4j.app.run;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.ConfigFile;
import org.gfn4j.app.config.ConfiguredTraining;
import org.gfn4j.app.folder.RunLock;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.method.ThreadOptions;
import org.gfn4j.app.task.Study;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.rewards.NotApprovedException;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.Checkpoints;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resumes runs as their configurations have them.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Resumption {
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

    /** The method of runs that have not recorded one. */
    private static final String METHOD = "gflownet";

    private static final String NOTHING = "nothing";

    private final ThreadOptions threads;
    private final TrustOptions trust;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * Prepares to resume.
     *
     * @param threads how many threads share the work of a network
     * @param trust what runs may start
     * @param out where the table goes
     * @param err where progress goes
     */
    public Resumption(ThreadOptions threads, TrustOptions trust, PrintWriter out, PrintWriter err) {
        this.threads = threads;
        this.trust = trust;
        this.out = out;
        this.err = err;
    }

    /**
     * Resumes a run, or starts it where it has a configuration and nothing else.
     *
     * @param existing the run
     * @param changes other values of its configuration, of those that may change
     * @param step the iteration of the checkpoint to resume from; null for the newest
     * @return what {@code summary.json} holds
     * @throws WrongOptionException if it cannot be resumed; the message says why
     * @throws NotApprovedException if the run would start something that it may not
     * @throws TrainingFailedException if training fails; the message says how to resume
     */
    public Map<String, @Nullable Object> resume(
            ExistingRun existing, Map<String, String> changes, @Nullable Long step) {
        return RunLock.whileHeld(existing.folder(), () -> resumeLocked(existing, changes, step));
    }

    private Map<String, @Nullable Object> resumeLocked(
            ExistingRun existing, Map<String, String> changes, @Nullable Long step) {
        ConfiguredTraining training = ConfiguredTraining.of(existing.config(), changes);
        trust.require(existing.folder().toString(), training.task().launches());
        Problem<?> problem = training.task().problem();
        try {
            return resume(existing, training, threads.share(problem), changes, step);
        } finally {
            problem.reward().detailed().ifPresent(DetailedReward::close);
        }
    }

    private <S> Map<String, @Nullable Object> resume(
            ExistingRun existing,
            ConfiguredTraining training,
            Problem<S> problem,
            Map<String, String> changes,
            @Nullable Long step) {
        training.options().check(problem);
        threads.withoutEffect(problem).forEach(note -> err.println("gfn4j: " + note));
        Study<S> study = training.task().study(problem);
        study.check();
        study.start();
        Map<String, Object> settings = inOrder(ConfigFile.read(existing.config()), training.settings());
        Checkpoint checkpoint =
                existing.read(step, Checkpoints.ofRun(existing.folder())::read).orElse(null);
        if (checkpoint == null) {
            requireNoMetrics(existing);
        } else {
            requireSameSettings(existing, checkpoint.state().path("settings"), settings);
            long done = checkpoint.iteration();
            int length = training.options()
                    .iterations(
                            done,
                            checkpoint.state().at("/counts/rewardRequests").asLong(0));
            if (done > length) {
                throw new WrongOptionException(
                        !changes.containsKey("budget")
                                ? "Invalid value for option '--iterations': '" + length + "' is less than the " + done
                                        + " that the run has done"
                                : "Invalid value for option '--budget': '" + changes.get("budget")
                                        + "' ends the run after " + length + " iterations, but it has done " + done);
            }
        }
        return new TrainingRun<>(
                        training.task(),
                        problem,
                        training.options(),
                        training.options().readData(problem),
                        study,
                        settings,
                        existing.folder(),
                        out,
                        err)
                .run(checkpoint);
    }

    /** Puts settings in the order that they have been written in, which would else depend on whether the run was resumed. */
    private static Map<String, Object> inOrder(List<Setting> written, Map<String, Object> settings) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (Setting setting : written) {
            Object value = settings.get(setting.key());
            if (value != null) {
                ordered.put(setting.key(), value);
            }
        }
        settings.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Without a checkpoint a run starts from the beginning, which would take away what it has measured. */
    private static void requireNoMetrics(ExistingRun existing) {
        if (new RunWriter(existing.folder()).metricsLength() > 0) {
            throw new WrongOptionException("there is no longer a checkpoint in '" + existing.folder()
                    + "', so the run cannot be resumed; 'gfn4j train --config " + existing.config() + "' trains it "
                    + "again");
        }
    }

    private static void requireSameSettings(ExistingRun existing, JsonNode recorded, Map<String, Object> present) {
        JsonNode now = JSON.valueToTree(present);
        Set<String> names = new LinkedHashSet<>(recorded.propertyNames());
        names.addAll(now.propertyNames());
        names.removeAll(CHANGEABLE);
        for (String name : names) {
            String before = recorded.path(name).asString(name.equals("method") ? METHOD : NOTHING);
            String value = now.path(name).asString(NOTHING);
            if (!value.equals(before)) {
                throw new WrongOptionException("'" + existing.config() + "' has " + name + ": " + value
                        + ", but the run was started with " + before + "; restore it, or train again");
            }
        }
    }
}
