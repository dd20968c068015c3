package org.gfn4j.environment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A path from the source, as a list linked from its end.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <S> the type of a state
 */
final class Trail<S> {
    private static final int STEPS_WITH_STATES = 12;
    private static final int STEPS_AT_EITHER_END = 200;

    private final @Nullable Trail<S> previous;
    private final String step;
    private final S state;
    private final int hash;
    private final int length;

    private Trail(@Nullable Trail<S> previous, String step, S state) {
        this.previous = previous;
        this.step = step;
        this.state = state;
        this.hash = state.hashCode();
        this.length = previous == null ? 0 : previous.length + 1;
    }

    static <S> Trail<S> start(S source) {
        return new Trail<>(null, "source", source);
    }

    Trail<S> then(int action, S child) {
        return new Trail<>(this, "-" + action + "->", child);
    }

    Trail<S> back(InEdge<S> edge) {
        return new Trail<>(this, "<-" + edge.action() + "-", edge.parent());
    }

    S state() {
        return state;
    }

    /** Returns the hash code that the state had when it was met. */
    int hash() {
        return hash;
    }

    int length() {
        return length;
    }

    boolean contains(S sought) {
        int soughtHash = sought.hashCode();
        for (Trail<S> trail = this; trail != null; trail = trail.previous) {
            if (trail.hash == soughtHash && trail.state.equals(sought)) {
                return true;
            }
        }
        return false;
    }

    /** Writes the states between the steps of a short path, and only the last state of a long one. */
    String inWords(Function<S, String> words) {
        Deque<String> parts = new ArrayDeque<>();
        int omitted = Math.max(0, length - 2 * STEPS_AT_EITHER_END);
        for (Trail<S> trail = this; trail != null; trail = trail.previous) {
            if (trail.previous != null && (length <= STEPS_WITH_STATES || trail == this)) {
                parts.addFirst(words.apply(trail.state));
            }
            int place = trail.length;
            boolean shown = place == 0 || place <= STEPS_AT_EITHER_END || place > STEPS_AT_EITHER_END + omitted;
            if (shown) {
                parts.addFirst(trail.step);
            } else if (place == STEPS_AT_EITHER_END + 1) {
                parts.addFirst("(" + omitted + " more)");
            }
        }
        return String.join(" ", parts);
    }
}
