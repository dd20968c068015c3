package org.gfn4j.testing;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;

/**
 * A graph given as the children of each state; state 0 is the source.
 *
 * @param children the children of each state, in the order of its actions
 */
public record ListedEnvironment(List<List<Integer>> children) implements DiscreteEnvironment<Integer> {

    /** Ways of different lengths to the same state, parallel edges 3 → 5, and a terminal state (6) with three edges in. */
    public static final ListedEnvironment TINY = new ListedEnvironment(List.of(
            List.of(1, 2, 3),
            List.of(3, 4),
            List.of(3),
            List.of(5, 4, 5, 6),
            List.of(6, 7),
            List.of(8, 6),
            List.of(),
            List.of(),
            List.of()));

    @Override
    public Integer source() {
        return 0;
    }

    @Override
    public int actionCount(Integer state) {
        return children.get(state).size();
    }

    @Override
    public Integer child(Integer state, int action) {
        return children.get(state).get(action);
    }

    @Override
    public List<InEdge<Integer>> inEdges(Integer state) {
        List<InEdge<Integer>> edges = new ArrayList<>();
        for (int parent = 0; parent < children.size(); parent++) {
            for (int action = 0; action < children.get(parent).size(); action++) {
                if (children.get(parent).get(action).equals(state)) {
                    edges.add(new InEdge<>(parent, action));
                }
            }
        }
        return edges;
    }
}
