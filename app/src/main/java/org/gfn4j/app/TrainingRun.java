package org.gfn4j.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.jspecify.annotations.Nullable;

/**
 * One run of training, from options to a run folder.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class TrainingRun<S> {
    private final Problem<S> problem;
    private final TrainingOptions options;
    private final Map<String, Object> settings;
    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private long evaluationNanos;
    private int evaluateEvery;
    private Map<String, @Nullable Object> measured = Map.of();
    private long measuredIterations;

    /**
     * Prepares a run.
     *
     * @param problem what is trained on
     * @param options how it is trained, checked
     * @param settings all options in effect, for {@code config.yaml}
     * @param folder where results go, missing or empty
     * @param out where the table goes
     * @param err where progress goes
     */
    TrainingRun(
            Problem<S> problem,
            TrainingOptions options,
            Map<String, Object> settings,
            Path folder,
            PrintWriter out,
            PrintWriter err) {
        this.problem = problem;
        this.options = options;
        this.settings = settings;
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    /** Trains, and writes the run folder; ends early where the user interrupts. */
    void run() {
        Objective objective = options.objective().objective(options);
        RandomStreams streams = new RandomStreams(options.seed());
        FlowModel<S> model = new MlpFlowModel<>(
                problem.environment(),
                problem.encoder(),
                options.backwardPolicy(),
                new MlpFlowModel.Shape(options.hidden(), options.layers(), options.activation()),
                streams.generator(Purpose.INITIALISATION));
        LogReward<S> logReward = new LogReward<>(problem.reward());
        Measurements<S> measurements = measurements(model, objective, logReward);
        evaluateEvery = options.evaluateEvery(measurements.states());
        RunWriter writer = new RunWriter(folder);
        Map<String, Object> config = new LinkedHashMap<>(settings);
        config.put("evaluate-every", evaluateEvery);
        config.put("written-by", Host.describe());
        writer.config(config);
        Sampler<S> sampler = new Sampler<>(model, logReward, objective.needs());
        try (Progress<S> progress = new Progress<>(options.iterations(), err)) {
            Trainer<S> trainer = new Trainer<>(
                    model,
                    objective,
                    TrajectorySource.onPolicy(
                            sampler,
                            options.batch(),
                            ExplorationSchedule.constant(new Exploration(options.epsilon(), options.temperature())),
                            streams),
                    trainingSettings(),
                    measurements,
                    step -> {
                        if ((step.iteration() + 1) % evaluateEvery == 0) {
                            evaluate(measurements, writer, progress);
                        }
                    },
                    progress);
            train(trainer, measurements, writer, progress);
        }
    }

    private Measurements<S> measurements(FlowModel<S> model, Objective objective, LogReward<S> logReward) {
        String limit = String.format(Locale.ROOT, "%,d", options.exactLimit());
        SlowNotice notice = new SlowNotice(
                "enumerating up to " + limit + " states for exact figures (--exact-limit 0 does without)", err);
        try (notice) {
            Measurements<S> measurements =
                    new Measurements<>(problem, model, objective, logReward, options.exactLimit(), window());
            if (measurements.isTooLarge()) {
                err.println("gfn4j: exact figures are left out, because the space has more than " + limit
                        + " states (--exact-limit)");
            }
            return measurements;
        }
    }

    /** The size of the window, which needs no room for more visits than there will be. */
    private int window() {
        return (int) Math.min(options.window(), (long) options.iterations() * options.batch());
    }

    private TrainingSettings trainingSettings() {
        return new TrainingSettings(
                options.iterations(),
                options.learningRate(),
                options.logZLearningRate(),
                options.schedule(),
                options.weightDecay(),
                options.clip(),
                options.logZ());
    }

    private void evaluate(Measurements<S> measurements, RunWriter writer, Progress<S> progress) {
        long start = System.nanoTime();
        measured = measurements.measure();
        measuredIterations = measurements.iterations();
        writer.metrics(measured);
        long nanos = System.nanoTime() - start;
        progress.measured(measured, nanos);
        evaluationNanos += nanos;
    }

    private void train(Trainer<S> trainer, Measurements<S> measurements, RunWriter writer, Progress<S> progress) {
        CountDownLatch written = new CountDownLatch(1);
        Thread interrupt = new Thread(() -> stop(trainer, written), "interrupt");
        Runtime.getRuntime().addShutdownHook(interrupt);
        try {
            long start = System.nanoTime();
            trainer.run();
            long trainingNanos = System.nanoTime() - start - evaluationNanos;
            if (measuredIterations < trainer.iteration()) {
                evaluate(measurements, writer, progress);
            }
            progress.close();
            finish(measurements, writer, trainer.iteration(), trainingNanos / 1e9);
        } finally {
            written.countDown();
            remove(interrupt);
        }
    }

    private void finish(Measurements<S> measurements, RunWriter writer, long iterations, double trainingSeconds) {
        Map<String, @Nullable Object> summary = summary(iterations, trainingSeconds);
        writer.summary(summary);
        if (iterations < options.iterations()) {
            err.printf(Locale.ROOT, "gfn4j: stopped after %,d of %,d iterations%n", iterations, options.iterations());
        }
        if (measurements.rewardsFloored() > 0) {
            err.printf(
                    Locale.ROOT,
                    "gfn4j: %,d of %,d rewards were 0 and counted as %s%n",
                    measurements.rewardsFloored(),
                    measurements.rewardRequests(),
                    LogReward.DEFAULT_FLOOR);
        }
        out.println();
        ResultTable.print(summary, out);
        ResultTable.row(out, "run folder", folder.toString());
        out.flush();
    }

    /** Runs when the JVM is told to end: lets the iteration finish and the results be written. */
    private void stop(Trainer<?> trainer, CountDownLatch written) {
        trainer.stop();
        SlowNotice notice = new SlowNotice("finishing the iteration and its evaluation ...", err);
        try (notice) {
            written.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook is what ended the run
        }
    }

    private Map<String, @Nullable Object> summary(long iterations, double trainingSeconds) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("task", settings.get("task"));
        summary.put("objective", settings.get("objective"));
        summary.put("seed", options.seed());
        summary.put("completed", iterations == options.iterations());
        summary.putAll(measured);
        summary.put("timing", timing(iterations, trainingSeconds));
        return summary;
    }

    private Map<String, @Nullable Object> timing(long iterations, double trainingSeconds) {
        Map<String, @Nullable Object> timing = new LinkedHashMap<>();
        long transitions = measured.get("transitions") instanceof Number number ? number.longValue() : 0;
        timing.put("trainingSeconds", trainingSeconds);
        timing.put("evaluationSeconds", evaluationNanos / 1e9);
        timing.put("iterationsPerSecond", iterations / trainingSeconds);
        timing.put("transitionsPerSecond", transitions / trainingSeconds);
        timing.put("threads", 1);
        timing.put("java", Host.java());
        timing.put("kernel", Host.KERNEL);
        timing.put("processor", Host.processor());
        return timing;
    }
}
