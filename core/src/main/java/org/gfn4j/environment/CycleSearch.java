package org.gfn4j.environment;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gfn4j.environment.VerificationReport.Rule;

/**
 * Looks for a cycle among all states of a space: of those on a cycle it takes the one nearest to the source, and the
 * shortest cycle through it.
 *
 * <p>Thread-safety: not thread-safe.
 *
 * @param <S> the type of a state
 */
final class CycleSearch<S> {
    private final Probe<S> probe;
    private final List<Trail<S>> states;
    private final int[][] children;

    /** Takes all states, nearest first. */
    CycleSearch(Probe<S> probe, List<Trail<S>> states) {
        this.probe = probe;
        this.states = states;
        Map<S, Integer> indices = new HashMap<>();
        for (int i = 0; i < states.size(); i++) {
            indices.put(states.get(i).state(), i);
        }
        this.children = new int[states.size()][];
        for (int i = 0; i < children.length; i++) {
            S state = states.get(i).state();
            children[i] = new int[probe.actionCount(state)];
            for (int action = 0; action < children[i].length; action++) {
                children[i][action] = indexOf(states.get(i), action, indices);
            }
        }
    }

    private int indexOf(Trail<S> trail, int action, Map<S, Integer> indices) {
        probe.moveTo(trail);
        S child = probe.child(trail.state(), action);
        return probe.comparing(() -> Optional.ofNullable(indices.get(child)))
                .orElseThrow(() -> probe.broken(
                        Rule.REPEATABLE,
                        "action " + action + " leads to the same state each time",
                        "it leads to a new state " + probe.words(child)));
    }

    /**
     * Runs the search.
     *
     * @throws BrokenRule if there is a cycle
     */
    void run() {
        boolean[] left = notBeforeOrAfterAllCycles();
        for (int start = 0; start < left.length; start++) {
            if (left[start]) {
                findCycle(start);
            }
        }
    }

    /** Peels off the states without a parent, then those without a child, again and again. */
    private boolean[] notBeforeOrAfterAllCycles() {
        int count = children.length;
        int[] parentsLeft = new int[count];
        for (int[] row : children) {
            for (int child : row) {
                parentsLeft[child]++;
            }
        }
        boolean[] left = new boolean[count];
        Arrays.fill(left, true);
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            if (parentsLeft[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            int state = ready.remove();
            left[state] = false;
            for (int child : children[state]) {
                if (--parentsLeft[child] == 0) {
                    ready.add(child);
                }
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = count - 1; i >= 0; i--) {
                if (left[i] && Arrays.stream(children[i]).noneMatch(child -> left[child])) {
                    left[i] = false;
                    changed = true;
                }
            }
        }
        return left;
    }

    private void findCycle(int start) {
        Set<Integer> found = new HashSet<>();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        Deque<Trail<S>> trails = new ArrayDeque<>(List.of(states.get(start)));
        while (!waiting.isEmpty()) {
            int here = waiting.remove();
            Trail<S> trail = trails.remove();
            for (int action = 0; action < children[here].length; action++) {
                int child = children[here][action];
                Trail<S> onward = trail.then(action, states.get(child).state());
                if (child == start) {
                    probe.moveTo(onward);
                    throw probe.broken(
                            Rule.NO_CYCLE, "a state that the path has not been at", "the path comes back to it");
                }
                if (found.add(child)) {
                    waiting.add(child);
                    trails.add(onward);
                }
            }
        }
    }
}
