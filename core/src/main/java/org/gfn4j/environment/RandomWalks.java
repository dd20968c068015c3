package org.gfn4j.environment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.environment.VerificationReport.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Checks the states on random walks, each to a terminal state and back to the source by random edges in. Every eighth
 * walk stops only where nothing else is left, so that distant states are met and walks without end are noticed. Once
 * something has failed, the other walks look for failures with fewer steps.
 *
 * <p>Thread-safety: not thread-safe.
 *
 * @param <S> the type of a state
 */
final class RandomWalks<S> {
    private static final int MOST_EDGES_OUT = 64;
    private static final int WALKS_PER_LONG_WALK = 8;

    private final Probe<S> probe;
    private final StateChecks<S> checks;
    private final RandomGenerator generator;
    private final int maxWalkLength;
    private @Nullable Failure smallest;

    RandomWalks(Probe<S> probe, StateChecks<S> checks, RandomGenerator generator, int maxWalkLength) {
        this.probe = probe;
        this.checks = checks;
        this.generator = generator;
        this.maxWalkLength = maxWalkLength;
    }

    /**
     * Runs the walks.
     *
     * @return the failure with the fewest steps, or null
     */
    @Nullable
    Failure run(int walks) {
        for (int walk = 0; walk < walks && mostSteps() >= 0; walk++) {
            try {
                boolean endless = smallest != null && smallest.rule() == Rule.ENDS;
                Trail<S> end = forward(!endless && walk % WALKS_PER_LONG_WALK == WALKS_PER_LONG_WALK - 1);
                if (end != null) {
                    backward(end);
                }
            } catch (BrokenRule e) {
                if (smallest == null || e.failure().steps() < smallest.steps()) {
                    smallest = e.failure();
                }
            }
        }
        return smallest;
    }

    private int mostSteps() {
        return smallest == null ? maxWalkLength : smallest.steps() - 1;
    }

    /** Returns the path to a terminal state, or null if a failure on a longer path is known already. */
    private @Nullable Trail<S> forward(boolean avoidStop) {
        Trail<S> trail = Trail.start(checks.source());
        while (true) {
            check(trail);
            probe.moveTo(trail);
            int actions = probe.actionCount(trail.state());
            if (actions == 0) {
                return trail;
            }
            if (trail.length() == maxWalkLength) {
                throw probe.broken(
                        Rule.ENDS,
                        "a terminal state after at most " + maxWalkLength + " steps",
                        "a walk has not ended");
            }
            if (trail.length() >= mostSteps()) {
                return null;
            }
            int action = choose(trail.state(), actions, avoidStop);
            trail = step(trail, action, probe.child(trail.state(), action));
        }
    }

    private int choose(S state, int actions, boolean avoidStop) {
        int stop = avoidStop && actions > 1 ? probe.stopAction(state) : DiscreteEnvironment.NO_STOP;
        if (stop < 0 || stop >= actions) {
            return generator.nextInt(actions);
        }
        int other = generator.nextInt(actions - 1);
        return other < stop ? other : other + 1;
    }

    /** Walks back to the source, and then checks the states met, now that there is a path to them. */
    private void backward(Trail<S> end) {
        Deque<InEdge<S>> edges = new ArrayDeque<>();
        Trail<S> trail = end;
        while (!checks.isSource(trail.state())) {
            S state = trail.state();
            probe.moveTo(trail);
            if (edges.size() == maxWalkLength) {
                throw probe.broken(
                        Rule.WAY_BACK, "the source after at most " + maxWalkLength + " steps", "another state");
            }
            List<InEdge<S>> edgesIn = probe.inEdges(state);
            if (edgesIn.isEmpty()) {
                throw probe.broken(Rule.NO_IN_EDGE, "at least one edge in", "inEdges is empty");
            }
            InEdge<S> edge = edgesIn.get(generator.nextInt(edgesIn.size()));
            checks.requireForward(edge, state, Rule.IN_EDGE_EXTRA);
            edges.addFirst(edge);
            trail = trail.back(edge);
        }
        Trail<S> again = Trail.start(checks.source());
        for (InEdge<S> edge : edges) {
            if (again.length() >= mostSteps()) {
                return;
            }
            again = step(again, edge.action(), probe.child(again.state(), edge.action()));
            check(again);
        }
    }

    private Trail<S> step(Trail<S> trail, int action, S child) {
        Trail<S> onward = trail.then(action, child);
        if (probe.comparing(() -> trail.contains(child))) {
            probe.moveTo(onward);
            throw probe.broken(Rule.NO_CYCLE, "a state that the path has not been at", "the path comes back to it");
        }
        return onward;
    }

    private void check(Trail<S> trail) {
        probe.moveTo(trail);
        if (!checks.learn(trail)) {
            checks.compareWithKnown(trail.state());
            return;
        }
        try {
            checks.checkState(trail, 1);
            int actions = probe.actionCount(trail.state());
            for (int action : checks.someActions(actions, MOST_EDGES_OUT)) {
                checks.checkEdgeOut(trail, action);
            }
        } catch (BrokenRule e) {
            checks.forget(trail);
            throw e;
        }
    }
}
