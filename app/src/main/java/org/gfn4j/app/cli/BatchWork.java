package org.gfn4j.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.Engine;
import org.gfn4j.trajectory.Trajectories;

/**
 * Adds up the transitions of batches and the multiply-adds of one evaluation of their different states, terminal ones left
 * out.
 *
 * <p>Batches are counted a few at a time: to count each at once would drive the weights out of the processor's cache before
 * every iteration, and to keep them all would give the garbage collector more to copy than training does.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class BatchWork<S> {
    private static final int AT_ONCE = 50;

    private final DiscreteEnvironment<S> environment;
    private final Engine<S> engine;
    private final boolean parents;
    private final List<Trajectories<S>> waiting = new ArrayList<>(AT_ONCE);
    private final Set<S> counted = new HashSet<>();
    private long transitions;
    private long multiplyAdds;

    /**
     * Makes an empty sum.
     *
     * @param environment the environment of the states
     * @param engine what evaluates them
     * @param parents whether the parents of each state are evaluated, too
     */
    public BatchWork(DiscreteEnvironment<S> environment, Engine<S> engine, boolean parents) {
        this.environment = environment;
        this.engine = engine;
        this.parents = parents;
    }

    /** Adds a batch. */
    public void add(Trajectories<S> batch) {
        waiting.add(batch);
        if (waiting.size() == AT_ONCE) {
            count();
        }
    }

    /** Forgets all batches. */
    public void reset() {
        count(); // rather than not, so that this code is compiled by then
        transitions = 0;
        multiplyAdds = 0;
    }

    /** Returns the number of transitions. */
    public long transitions() {
        count();
        return transitions;
    }

    /** Returns the number of multiply-adds. */
    public long multiplyAdds() {
        count();
        return multiplyAdds;
    }

    private void count() {
        for (Trajectories<S> batch : waiting) {
            transitions += batch.layout().transitions();
            counted.clear();
            for (S state : batch.states()) {
                count(state);
                if (parents) {
                    for (InEdge<S> edge : environment.inEdges(state)) {
                        count(edge.parent());
                    }
                }
            }
        }
        waiting.clear();
    }

    private void count(S state) {
        if (!environment.isTerminal(state) && counted.add(state)) {
            multiplyAdds += engine.multiplyAdds(state);
        }
    }
}
