package org.gfn4j.testing;

import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;

/**
 * Three states with two ways: source → middle → end, and source → end by two parallel edges.
 *
 * <p>Actions of the source: 0 to the middle, 1 and 2 to the end. The only action of the middle leads to the end.
 */
public final class Diamond implements DiscreteEnvironment<Diamond.Place> {

    /** The three states. */
    public enum Place {
        /** The source. */
        SOURCE,
        /** On the longer way. */
        MIDDLE,
        /** The only terminal state. */
        END
    }

    @Override
    public Place source() {
        return Place.SOURCE;
    }

    @Override
    public int actionCount(Place state) {
        return switch (state) {
            case SOURCE -> 3;
            case MIDDLE -> 1;
            case END -> 0;
        };
    }

    @Override
    public Place child(Place state, int action) {
        return state == Place.SOURCE && action == 0 ? Place.MIDDLE : Place.END;
    }

    @Override
    public List<InEdge<Place>> inEdges(Place state) {
        return switch (state) {
            case SOURCE -> List.of();
            case MIDDLE -> List.of(new InEdge<>(Place.SOURCE, 0));
            case END ->
                List.of(new InEdge<>(Place.SOURCE, 1), new InEdge<>(Place.SOURCE, 2), new InEdge<>(Place.MIDDLE, 0));
        };
    }
}
