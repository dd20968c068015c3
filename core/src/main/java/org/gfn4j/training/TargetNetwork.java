package org.gfn4j.training;

import org.gfn4j.model.FlowModel;

/**
 * A frozen copy of a model that follows it slowly and whose flows stand in for those at the far end of residuals (Bengio et
 * al. 2021, where flow matching is bootstrapped).
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param model a second model of the same engine and shape as the one that learns; its values are overwritten
 * @param update how it follows
 * @param <S> the type of a state
 */
public record TargetNetwork<S>(FlowModel<S> model, TargetUpdate update) {

    /**
     * Makes the copy equal to the model that learns.
     *
     * @param learning the model that learns
     */
    public void copy(FlowModel<S> learning) {
        model.parameters().approach(learning.parameters(), 1);
    }

    /**
     * Follows the model that learns after an iteration.
     *
     * @param learning the model that learns
     * @param iterationsDone how many iterations are done, from 1
     */
    void follow(FlowModel<S> learning, long iterationsDone) {
        double share = update.share(iterationsDone);
        if (share > 0) {
            model.parameters().approach(learning.parameters(), share);
        }
    }
}
