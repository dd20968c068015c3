package org.gfn4j.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Trainer;
import org.gfn4j.trajectory.Trajectories;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Measures whole iterations of training, from drawing trajectories to the step of the optimiser, on one thread.
 *
 * <p>The floor is what the matrix products alone would take at the rate of a 512×512×512 product: 3 (once forward, twice for
 * the derivatives) times the multiply-adds of the different states of a batch, for flow matching their parents among them.
 * Rewards have no part in the floor, but in the time.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class Benchmark<S> {
    private static final int FORWARD_AND_BACKWARD = 3;
    private static final String NECESSARY = "necessaryMultiplyAdds";
    private static final String RATE = "iterationsPerSecond";

    private final Task task;
    private final Problem<S> problem;
    private final int warmUp;
    private final int iterations;

    /**
     * Prepares a benchmark.
     *
     * @param task names the defaults of training
     * @param problem what is trained on
     * @param warmUp the iterations before the clock starts
     * @param iterations those that are measured
     */
    Benchmark(Task task, Problem<S> problem, int warmUp, int iterations) {
        this.task = task;
        this.problem = problem;
        this.warmUp = warmUp;
        this.iterations = iterations;
    }

    /**
     * Measures one case.
     *
     * @param benchCase what to train with
     * @return names and values, in the order to show them in
     */
    Map<String, Object> measure(BenchCase benchCase) {
        TimedReward<S> reward = new TimedReward<>(problem.reward());
        TrainingOptions options = options(benchCase);
        TrainingParts<S> parts = TrainingParts.of(with(reward), options, null);
        List<Trajectories<S>> batches = new ArrayList<>();
        long[] times = new long[warmUp + iterations + 1];
        Trainer<S> trainer =
                new Trainer<>(parts.model(), parts.objective(), parts.source(), options.trainingSettings(), step -> {
                    int done = (int) step.iteration() + 1;
                    times[done] = System.nanoTime();
                    if (done == warmUp) {
                        reward.reset();
                    } else if (done > warmUp) {
                        batches.add(step.batch().all());
                    }
                });
        trainer.run();
        double seconds = (times[warmUp + iterations] - times[warmUp]) / 1e9;
        double transitions = batches.stream()
                .mapToLong(batch -> batch.layout().transitions())
                .sum();
        double necessary = FORWARD_AND_BACKWARD
                * batches.stream()
                        .mapToDouble(batch -> multiplyAdds(batch, options.objective() == ObjectiveName.FM))
                        .sum();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("objective", benchCase.objective());
        values.put("batch", benchCase.batch());
        values.put(RATE, iterations / seconds);
        values.put("trajectoriesPerSecond", (double) iterations * benchCase.batch() / seconds);
        values.put("transitionsPerSecond", transitions / seconds);
        values.put(rewardKey(task), reward.millisPerObject());
        values.put(NECESSARY, necessary / iterations);
        double[] each = new double[iterations];
        Arrays.setAll(each, i -> (times[warmUp + i + 1] - times[warmUp + i]) / 1e6);
        Arrays.sort(each);
        values.put("medianMillis", each[iterations / 2]);
        return values;
    }

    /**
     * Returns how many times the floor an iteration took.
     *
     * @param measured what {@link #measure} has returned
     * @param rate multiply-adds a second of a large matrix product
     */
    static double floorRatio(Map<String, Object> measured, double rate) {
        return rate / (number(measured, RATE) * number(measured, NECESSARY));
    }

    private static double number(Map<String, Object> values, String name) {
        return ((Number) Objects.requireNonNull(values.get(name))).doubleValue();
    }

    /** Returns the name of the mean time for a reward, such as {@code rewardMillisPerMolecule}. */
    static String rewardKey(Task task) {
        String name = task.objectName();
        return "rewardMillisPer" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private TrainingOptions options(BenchCase benchCase) {
        TrainingOptions options = new TrainingOptions();
        CommandSpec spec = CommandSpec.forAnnotatedObject(options);
        Map<String, String> defaults = new LinkedHashMap<>(task.defaults());
        defaults.remove("budget");
        OptionRanges.complete(spec, defaults, task.unused());
        new CommandLine(spec)
                .parseArgs(
                        "--objective=" + benchCase.objective(),
                        "--batch=" + benchCase.batch(),
                        "--replay=none",
                        "--iterations=" + (warmUp + iterations));
        return options;
    }

    private Problem<S> with(TimedReward<S> reward) {
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

    private double multiplyAdds(Trajectories<S> batch, boolean parents) {
        DiscreteEnvironment<S> environment = problem.environment();
        Set<S> states = new LinkedHashSet<>();
        for (S state : batch.states()) {
            Stream<S> evaluated = parents
                    ? Stream.concat(
                            Stream.of(state),
                            environment.inEdges(state).stream().map(InEdge::parent))
                    : Stream.of(state);
            evaluated.filter(each -> !environment.isTerminal(each)).forEach(states::add);
        }
        return states.stream().mapToDouble(problem.engine()::multiplyAdds).sum();
    }
}
