package org.gfn4j.baseline;

import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.Learner;
import org.gfn4j.training.TrainingStep;

/**
 * Builds objects and learns nothing from them, as random building does with a {@link org.gfn4j.model.UniformFlowModel}.
 *
 * <p>Thread-safety: as that of the source.
 *
 * @param source where the objects come from
 * @param <S> the type of a state
 */
public record BuildingLearner<S>(TrajectorySource<S> source) implements Learner<S> {

    @Override
    public TrainingStep<S> step(long iteration) {
        Batch<S> batch = source.batch(iteration);
        if (batch.tape() != null) {
            batch.tape().close();
        }
        return new TrainingStep<>(iteration, batch.withoutTape(), Double.NaN, Double.NaN);
    }
}
