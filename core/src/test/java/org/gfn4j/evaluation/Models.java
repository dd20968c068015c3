package org.gfn4j.evaluation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.TabularFlowModel;

/** Models whose policies are known. */
final class Models {
    private Models() {}

    /** A model with all logits drawn from [−1, 1]. */
    static <S> TabularFlowModel<S> random(StateGraph<S> graph, BackwardPolicy backwardPolicy, long seed) {
        TabularFlowModel<S> model = new TabularFlowModel<>(graph.environment(), backwardPolicy);
        RandomGenerator generator = new SplittableRandom(seed);
        model.add(graph.states());
        for (String name : List.of("forward", "backward")) {
            ParameterGroup group = model.parameters().group(name);
            for (long i = 0; i < group.size(); i++) {
                group.setValue(i, generator.nextDouble(-1, 1));
            }
        }
        return model;
    }

    /** A model with the given forward logits, [edges]. */
    static <S> TabularFlowModel<S> withForwardLogits(
            StateGraph<S> graph, BackwardPolicy backwardPolicy, double[] logits) {
        TabularFlowModel<S> model = new TabularFlowModel<>(graph.environment(), backwardPolicy);
        model.add(graph.states());
        ParameterGroup forward = model.parameters().group("forward");
        for (int edge = 0; edge < logits.length; edge++) {
            forward.setValue(edge, logits[edge]);
        }
        return model;
    }
}
