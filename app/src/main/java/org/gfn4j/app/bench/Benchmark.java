package org.gfn4j.app.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.gfn4j.app.cli.BatchWork;
import org.gfn4j.app.method.ObjectiveName;
import org.gfn4j.app.method.RunParts;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.model.Tape;
import org.gfn4j.sampling.Batch;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingListener;

/**
 * Measures whole iterations of training, from drawing trajectories to the step of the optimiser, or drawing trajectories
 * alone. The time that counting takes in between is not part of them.
 *
 * <p>The floor is what the matrix products alone would take at the rate of a 512×512×512 product: 3 (once forward, twice for
 * the derivatives) times the multiply-adds of the different states of a batch, for flow matching their parents among them;
 * once for drawing alone. Rewards have no part in the floor, but in the time.
 *
 * <p>Drawing alone is what training does first in each iteration, rewards and the record for the scores included. It starts where a training of the
 * iterations of the warm-up has ended, so that trajectories are as long as those of training.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class Benchmark<S> {
    private static final int FORWARD_AND_BACKWARD = 3;
    private static final String NECESSARY = "necessaryMultiplyAdds";
    private static final String RATE = "iterationsPerSecond";

    private final BenchSetup setup;
    private final int warmUp;
    private final int iterations;
    private final TimedReward<S> reward;
    private final RunParts<S> parts;
    private final Policy<S> policy;
    private final BenchClock clock;
    private final BatchWork<S> work;
    private long doneBefore;

    /**
     * Prepares a benchmark.
     *
     * @param setup what is measured
     * @param problem what is trained on
     * @param warmUp the iterations before the clock starts
     * @param iterations those that are measured
     */
    public Benchmark(BenchSetup setup, Problem<S> problem, int warmUp, int iterations) {
        this.setup = setup;
        this.warmUp = warmUp;
        this.iterations = iterations;
        reward = new TimedReward<>(problem.reward());
        parts = setup.options().method().parts(setup.task(), with(problem, reward), setup.options(), null);
        policy = parts.policy().orElseThrow();
        clock = new BenchClock(Math.max(warmUp, iterations));
        work = new BatchWork<>(
                problem.environment(),
                setup.options().shaped(problem.engine()),
                setup.options().objective() == ObjectiveName.FM && !setup.sampling());
    }

    /**
     * Measures.
     *
     * @return names and values, in the order to show them in
     */
    public Map<String, Object> measure() {
        if (setup.sampling()) {
            train(step -> {});
            draw(0, warmUp);
            startCounting();
            draw(warmUp, iterations);
        } else {
            clock.start();
            train(step -> {
                clock.stop();
                work.add(step.batch().all());
                if (step.iteration() + 1 == warmUp) {
                    startCounting();
                }
                clock.start();
            });
        }
        return figures();
    }

    private void train(TrainingListener<S> listener) {
        new Trainer<>(parts.learner(), setup.options().iterations(), listener).run();
    }

    private void draw(int first, int count) {
        for (int i = 0; i < count; i++) {
            clock.start();
            Batch<S> batch = policy.source().batch(first + i);
            Tape tape = batch.tape();
            if (tape != null) {
                tape.close();
            }
            clock.stop();
            work.add(batch.all());
        }
    }

    private void startCounting() {
        clock.reset();
        work.reset();
        reward.reset();
        doneBefore = policy.model().multiplyAddsDone().orElse(0);
    }

    private Map<String, Object> figures() {
        double seconds = clock.seconds();
        double transitions = work.transitions();
        int passes = setup.sampling() ? 1 : FORWARD_AND_BACKWARD;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", setup.name());
        values.put("objective", setup.subject());
        values.put("batch", setup.options().batch());
        values.put(RATE, iterations / seconds);
        values.put(
                "trajectoriesPerSecond", (double) iterations * setup.options().batch() / seconds);
        values.put("transitionsPerSecond", transitions / seconds);
        values.put("medianMillis", clock.medianMillis());
        values.put(rewardKey(), reward.millisPerObject());
        values.put(NECESSARY, (double) passes * work.multiplyAdds() / iterations);
        policy.model()
                .multiplyAddsDone()
                .ifPresent(done -> values.put("multiplyAddsDone", (double) (done - doneBefore) / iterations));
        clock.allocatedBytes().ifPresent(bytes -> {
            values.put("allocatedBytesPerIteration", (double) bytes / iterations);
            values.put("allocatedBytesPerTransition", bytes / transitions);
        });
        values.put("settings", setup.settings());
        return values;
    }

    /** Returns the name of the mean time for a reward, such as {@code rewardMillisPerMolecule}. */
    private String rewardKey() {
        String name = setup.task().objectName();
        return "rewardMillisPer" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * Returns how many times the floor an iteration took.
     *
     * @param measured what {@link #measure} has returned
     * @param rate multiply-adds a second of a large matrix product
     */
    public static double floorRatio(Map<String, Object> measured, double rate) {
        return rate / (number(measured, RATE) * number(measured, NECESSARY));
    }

    private static double number(Map<String, Object> values, String name) {
        return ((Number) Objects.requireNonNull(values.get(name))).doubleValue();
    }

    private static <S> Problem<S> with(Problem<S> problem, TimedReward<S> reward) {
        return new Problem<>(
                problem.environment(),
                problem.format(),
                problem.engine(),
                reward,
                problem.rewardScale(),
                problem.mode(),
                problem.modeCount(),
                problem.coordinates());
    }
}
