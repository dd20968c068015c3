package org.gfn4j.trajectory;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Actions of a discrete environment: the forward action of each transition, whichever way it was walked.
 *
 * <p>Thread-safety: immutable as long as nobody writes to {@link #values}, which is not copied.
 *
 * @param values forward actions, each legal at the parent of its transition, [transitions]
 */
@SuppressWarnings("ArrayRecordComponent") // a packed carrier, compared by nobody
public record IntActions(int[] values) implements Actions {

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public IntActions select(int[] rows) {
        return new IntActions(IntStream.of(rows).map(row -> values[row]).toArray());
    }

    static IntActions concatenate(List<Actions> parts) {
        return new IntActions(parts.stream()
                .flatMapToInt(part -> IntStream.of(((IntActions) part).values))
                .toArray());
    }
}
