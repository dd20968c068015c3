package org.gfn4j.app.run;

import java.util.Map;
import org.gfn4j.evaluation.Correlations;
import org.gfn4j.evaluation.Distances;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.model.FlowModel;
import org.jspecify.annotations.Nullable;

/**
 * How far a model is from the exact answer, under the names that metrics, summaries and evaluations have.
 *
 * <p>Thread-safety: stateless.
 */
public final class ExactFigures {
    private ExactFigures() {}

    /**
     * Adds the distances and correlations of a model, null where the space has not been enumerated.
     *
     * @param values where they are added
     * @param target the exact answer; null where it is not known
     * @param model the model
     * @param <S> the type of a state
     */
    public static <S> void put(Map<String, @Nullable Object> values, @Nullable Target<S> target, FlowModel<S> model) {
        Distances distances = null;
        Correlations correlations = null;
        if (target != null) {
            TerminalDistribution<S> distribution = TerminalDistribution.of(target.graph(), model);
            distances = distribution.distancesTo(target);
            correlations = distribution.correlationsWith(target);
        }
        values.put("exactTotalVariation", distances == null ? null : distances.totalVariation());
        values.put("exactL1Sum", distances == null ? null : distances.l1Sum());
        values.put("exactL1Mean", distances == null ? null : distances.l1Mean());
        values.put("exactKlTargetModel", distances == null ? null : distances.klTargetModel());
        values.put("exactKlModelTarget", distances == null ? null : distances.klModelTarget());
        values.put("exactJensenShannon", distances == null ? null : distances.jensenShannon());
        values.put("exactMeanRewardError", distances == null ? null : distances.meanRewardError());
        values.put("pearson", correlations == null ? null : correlations.pearson());
        values.put("spearman", correlations == null ? null : correlations.spearman());
    }
}
