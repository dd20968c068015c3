package org.gfn4j.environment;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An environment of numbered states, given by the children of each, with the edges in that follow from them; state 0 is
 * the source. Nothing keeps it from being broken.
 *
 * <p>Thread-safety: immutable.
 */
record Graph(List<List<Integer>> children) implements DiscreteEnvironment<Integer> {

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
        return IntStream.range(0, children.size())
                .boxed()
                .flatMap(parent -> IntStream.range(0, actionCount(parent))
                        .filter(action -> child(parent, action).equals(state))
                        .mapToObj(action -> new InEdge<>(parent, action)))
                .toList();
    }
}
