package org.gfn4j.trajectory;

import java.util.List;

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
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new IntActions(selected);
    }

    static IntActions concatenate(List<Actions> parts) {
        int[] joined = new int[parts.stream().mapToInt(Actions::size).sum()];
        int next = 0;
        for (Actions part : parts) {
            int[] own = ((IntActions) part).values;
            System.arraycopy(own, 0, joined, next, own.length);
            next += own.length;
        }
        return new IntActions(joined);
    }
}
