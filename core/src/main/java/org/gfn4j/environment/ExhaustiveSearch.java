package org.gfn4j.environment;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks all states, in the order of the number of steps from the source, so that the first failure has the shortest
 * path.
 *
 * <p>Thread-safety: not thread-safe.
 *
 * @param <S> the type of a state
 */
final class ExhaustiveSearch<S> {
    private final Probe<S> probe;
    private final StateChecks<S> checks;
    private final int maxStates;
    private final int maxWalkLength;

    ExhaustiveSearch(Probe<S> probe, StateChecks<S> checks, int maxStates, int maxWalkLength) {
        this.probe = probe;
        this.checks = checks;
        this.maxStates = maxStates;
        this.maxWalkLength = maxWalkLength;
    }

    /**
     * Runs the checks.
     *
     * @return true if the space has at most the given number of states; false if it has more, the first of which have
     *     been checked then
     * @throws BrokenRule if a rule is broken
     */
    boolean run() {
        if (maxStates == 0) {
            return false;
        }
        List<Trail<S>> all = new ArrayList<>();
        List<Trail<S>> level = List.of(Trail.start(checks.source()));
        checks.learn(level.get(0));
        boolean stepsBack = false;
        while (!level.isEmpty()) {
            level.forEach(trail -> checks.checkState(trail, maxWalkLength));
            all.addAll(level);
            List<Trail<S>> next = new ArrayList<>();
            for (Trail<S> trail : level) {
                int actions = probe.actionCount(trail.state());
                for (int action = 0; action < actions; action++) {
                    S child = checks.checkEdgeOut(trail, action);
                    Trail<S> known = checks.find(child);
                    if (known != null) {
                        stepsBack |= known.length() <= trail.length();
                        continue;
                    }
                    if (checks.known() == maxStates) {
                        next.forEach(checks::forget);
                        return false;
                    }
                    Trail<S> found = trail.then(action, child);
                    checks.learn(found);
                    next.add(found);
                }
            }
            level = next;
        }
        if (stepsBack) {
            new CycleSearch<>(probe, all).run();
        }
        return true;
    }
}
