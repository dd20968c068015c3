package org.gfn4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole iterations of training on the hypergrid, from drawing trajectories to the step of the optimiser.
 *
 * <p>The first {@value #FIRST} iterations of a run, whose trajectories are unlike later ones, are not measured. Each shot is
 * the next {@value #ITERATIONS} iterations of the same run, so that the work is the same however fast it is done. A shot
 * scores its last batch once more, as every run does when it ends.
 *
 * <p>Thread-safety: JMH gives each thread a state of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 12)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", Jvm.VECTORS, Jvm.UNCHECKED})
public class TrainingBenchmark {
    private static final int FIRST = 200;
    private static final int ITERATIONS = 100;

    @Param
    private TrainedObjective objective = TrainedObjective.TB;

    @Param("4")
    private int dimensions;

    @Param("8")
    private int side;

    @Param("16")
    private int batch;

    @Param("256")
    private int hidden;

    @SuppressWarnings("NullAway.Init")
    private FlowModel<Cell> model;

    @SuppressWarnings("NullAway.Init")
    private Objective loss;

    @SuppressWarnings("NullAway.Init")
    private TrajectorySource<Cell> source;

    private long done;

    /** Makes a benchmark, which JMH does. */
    public TrainingBenchmark() {}

    /** Puts a run together and trains it to where measuring starts. */
    @Setup
    public void prepare() {
        Hypergrid grid = new Hypergrid(dimensions, side);
        LogReward<Cell> logReward = HypergridProblems.corners(grid, 0.1, 0.5, 2).logReward();
        RandomStreams streams = new RandomStreams(0);
        model = new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                objective.backwardPolicy(),
                new MlpFlowModel.Shape(hidden, 2, Activation.RELU),
                streams.generator(Purpose.INITIALISATION));
        loss = objective.objective();
        source = TrajectorySource.onPolicy(new Sampler<>(model, logReward, loss.needs()), batch, streams);
        done = 0;
        train(FIRST);
    }

    /**
     * Trains on.
     *
     * @return how many iterations the run has done
     */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public long iteration() {
        return train(ITERATIONS);
    }

    private long train(int iterations) {
        TrainingSettings settings = TrainingSettings.of(done + iterations).withSchedule(RateSchedule.CONSTANT);
        Trainer<Cell> trainer = new Trainer<>(model, loss, source, settings);
        trainer.resumeAt(done);
        trainer.run();
        done = trainer.iteration();
        return done;
    }
}
