package org.gfn4j.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.model.UniformEngine;
import org.gfn4j.objective.VarGrad;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.gfn4j.training.ModelDescription;
import org.gfn4j.training.TrainingStep;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;

final class MeasurementsTest {
    private static final Batch<Cell> NOTHING = Batch.stored(Trajectories.ofStates(List.of()));

    private final Problem<Cell> problem = HypergridProblems.cosine(new Hypergrid(2, 4));
    private final FlowModel<Cell> model = new TabularFlowModel<>(problem.environment(), BackwardPolicy.UNIFORM);
    private final TrajectorySource<Cell> source =
            TrajectorySource.onPolicy(new Sampler<>(model, problem.logReward()), 5, new RandomStreams(0));
    private final Trajectories<Cell> rows = source.batch(0).all();
    private final ModelDescription description =
            new ModelDescription(new UniformEngine<>(problem.environment()), BackwardPolicy.UNIFORM);
    private final Measurements<Cell> measurements = new Measurements<>(
            problem,
            Optional.of(new Policy<>(model, description, Optional.of(new VarGrad()), source)),
            problem.logReward(),
            null,
            100);

    @Test
    void iterationsWithoutRowsOnlyCount() {
        measurements.stepped(new TrainingStep<>(0, Batch.produced(rows), 0.5, 0));
        measurements.stepped(new TrainingStep<>(1, Batch.stored(rows), 1.5, 0));
        measurements.stepped(new TrainingStep<>(2, NOTHING, 0, Double.NaN));
        Map<String, Object> values = measurements.measure();
        assertThat(values)
                .containsEntry("iterations", 3L)
                .containsEntry("trajectories", 10L)
                .containsEntry("loss", 1.0);
        assertThat((Double) values.get("logZ")).isFinite();
        assertThat(values.get("visited"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("count", 5L);
    }

    @Test
    void aRunMayHaveNoRowsAtAll() {
        measurements.stepped(new TrainingStep<>(0, NOTHING, 0, Double.NaN));
        Map<String, Object> values = measurements.measure();
        assertThat((Double) values.get("loss")).isNaN();
        assertThat((Double) values.get("logZ")).isNaN();
    }
}
