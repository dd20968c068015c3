package org.gfn4j.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final long SECONDS_TO_STOP = 30;

    private final Problem<S> problem;
    private final TrainingOptions options;
    private final Map<String, Object> settings;
    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private long evaluationNanos;

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
        Measurements<S> measurements =
                new Measurements<>(problem, model, objective, logReward, options.exactLimit(), options.window());
        if (measurements.whyNoTarget() != null) {
            err.println("gfn4j: exact figures are left out: " + measurements.whyNoTarget());
        }
        RunWriter writer = new RunWriter(folder);
        Map<String, Object> config = new LinkedHashMap<>(settings);
        config.put("written-by", Host.describe());
        writer.config(config);
        Sampler<S> sampler = new Sampler<>(problem.environment(), model, logReward, objective.needs());
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
                        if ((step.iteration() + 1) % options.evaluateEvery() == 0) {
                            evaluate(measurements, writer, progress);
                        }
                    },
                    progress);
            train(trainer, measurements, writer, progress);
        }
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

    private Map<String, @Nullable Object> evaluate(
            Measurements<S> measurements, RunWriter writer, Progress<S> progress) {
        long start = System.nanoTime();
        Map<String, @Nullable Object> values = measurements.measure();
        writer.metrics(values);
        progress.measured(values);
        evaluationNanos += System.nanoTime() - start;
        return values;
    }

    private void train(Trainer<S> trainer, Measurements<S> measurements, RunWriter writer, Progress<S> progress) {
        CountDownLatch written = new CountDownLatch(1);
        Thread interrupt = new Thread(() -> stop(trainer, written), "interrupt");
        Runtime.getRuntime().addShutdownHook(interrupt);
        try {
            long start = System.nanoTime();
            trainer.run();
            long trainingNanos = System.nanoTime() - start - evaluationNanos;
            boolean evaluated = trainer.iteration() > 0 && trainer.iteration() % options.evaluateEvery() == 0;
            Map<String, @Nullable Object> values =
                    evaluated ? measurements.measure() : evaluate(measurements, writer, progress);
            Map<String, @Nullable Object> summary = summary(values, trainer.iteration(), trainingNanos / 1e9);
            writer.summary(summary);
            progress.close();
            if (trainer.iteration() < options.iterations()) {
                err.printf("gfn4j: stopped after %d of %d iterations%n", trainer.iteration(), options.iterations());
            }
            out.println();
            ResultTable.print(summary, out);
            ResultTable.row(out, "run folder", folder.toString());
            out.flush();
        } finally {
            written.countDown();
            remove(interrupt);
        }
    }

    /** Runs when the JVM is told to end: lets the iteration finish and the results be written. */
    private static void stop(Trainer<?> trainer, CountDownLatch written) {
        trainer.stop();
        try {
            written.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
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

    private Map<String, @Nullable Object> summary(
            Map<String, @Nullable Object> values, long iterations, double trainingSeconds) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("task", settings.get("task"));
        summary.put("objective", settings.get("objective"));
        summary.put("seed", options.seed());
        summary.putAll(values);
        summary.put("timing", timing(values, iterations, trainingSeconds));
        return summary;
    }

    private Map<String, @Nullable Object> timing(
            Map<String, @Nullable Object> values, long iterations, double trainingSeconds) {
        Map<String, @Nullable Object> timing = new LinkedHashMap<>();
        long transitions = values.get("transitions") instanceof Number number ? number.longValue() : 0;
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
