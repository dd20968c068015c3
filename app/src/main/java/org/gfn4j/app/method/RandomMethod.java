package org.gfn4j.app.method;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.BuildingLearner;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.UniformEngine;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * Building at random, which learns nothing.
 *
 * <p>Thread-safety: immutable.
 */
final class RandomMethod extends Method {
    RandomMethod() {
        super("random", Set.of());
    }

    @Override
    public <S> RunParts<S> parts(Task task, Problem<S> problem, TrainingOptions training, @Nullable DataFile<S> data) {
        Engine<S> engine = new UniformEngine<>(problem.environment());
        RandomStreams streams = new RandomStreams(training.seed());
        FlowModel<S> model = engine.model(BackwardPolicy.UNIFORM, streams.generator(Purpose.INITIALISATION));
        LogReward<S> logReward = training.logReward(problem);
        TrajectorySource<S> source =
                TrajectorySource.onPolicy(new Sampler<>(model, logReward), training.batch(), streams);
        ModelDescription description = new ModelDescription(engine, BackwardPolicy.UNIFORM);
        return new RunParts<>(
                new BuildingLearner<>(source),
                logReward,
                Optional.of(new RunParts.Policy<>(model, description, Optional.empty(), source)),
                Map.of(Checkpoint.MODEL, model),
                Map.of(),
                Optional.empty());
    }
}
