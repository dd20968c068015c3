package org.gfn4j.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.Exploration;

/**
 * Moves that nothing is learned for: an object grows or shrinks with probability ½ each, where it can do both, along an edge
 * drawn uniformly.
 *
 * <p>With the acceptance of {@link ChainLearner}, whose ratio these moves bring, it is the algorithm of Metropolis and
 * Hastings (Hastings 1970): the chains have R as their stationary distribution.
 *
 * <p>Thread-safety: as that of the environment.
 *
 * @param <S> the type of a state
 */
public final class UniformProposals<S> implements Proposals<S> {
    private final Editing<S> editing;

    /**
     * Makes the moves of an environment.
     *
     * @param environment the environment
     */
    public UniformProposals(DiscreteEnvironment<S> environment) {
        this.editing = new Editing<>(environment);
    }

    @Override
    public List<Edit<S>> propose(List<S> states, Exploration exploration, List<RandomGenerator> generators) {
        List<Edit<S>> edits = new ArrayList<>(states.size());
        for (int chain = 0; chain < states.size(); chain++) {
            edits.add(propose(states.get(chain), generators.get(chain)));
        }
        return edits;
    }

    private Edit<S> propose(S state, RandomGenerator generator) {
        int grows = editing.growCount(state);
        List<InEdge<S>> shrinks = editing.shrinking(state);
        if (grows == 0 && shrinks.isEmpty()) {
            return new Edit<>(state, state, true, 0, 0);
        }
        boolean growing = shrinks.isEmpty() || (grows > 0 && generator.nextBoolean());
        return growing
                ? editing.grow(state, editing.growAction(state, generator.nextInt(grows)))
                : editing.shrink(state, shrinks.get(generator.nextInt(shrinks.size())));
    }
}
