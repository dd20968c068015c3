package org.gfn4j.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.environment.VerificationReport.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Calls the environment under test, so that whatever it throws becomes a failure, and remembers the path to the state
 * that is being checked.
 *
 * <p>Thread-safety: not thread-safe.
 *
 * @param <S> the type of a state
 */
final class Probe<S> {
    private static final int LONGEST_WORDS = 500;

    private final DiscreteEnvironment<S> environment;
    private final @Nullable StateFormat<S> format;
    private final @Nullable ToDoubleFunction<? super S> logReward;
    private final @Nullable Function<? super S, Object> encoding;
    private @Nullable Trail<S> position;

    Probe(
            DiscreteEnvironment<S> environment,
            @Nullable StateFormat<S> format,
            @Nullable ToDoubleFunction<? super S> logReward,
            @Nullable Function<? super S, Object> encoding) {
        this.environment = environment;
        this.format = format;
        this.logReward = logReward;
        this.encoding = encoding;
    }

    /** Makes later failures those of the state at the end of the path. */
    void moveTo(Trail<S> trail) {
        position = trail;
    }

    BrokenRule broken(Rule rule, String expected, String got) {
        Trail<S> trail = position;
        if (trail == null) {
            return new BrokenRule(new Failure(rule, "the source", "source", 0, oneLine(expected), oneLine(got)));
        }
        return new BrokenRule(new Failure(
                rule,
                words(trail.state()),
                trail.inWords(this::words),
                trail.length(),
                oneLine(expected),
                oneLine(got)));
    }

    S source() {
        return state("source()", environment::source);
    }

    int actionCount(S state) {
        return count(call("actionCount", state), () -> keeping(state, () -> environment.actionCount(state)));
    }

    boolean isTerminal(S state) {
        return guarded(call("isTerminal", state), () -> keeping(state, () -> environment.isTerminal(state)));
    }

    S child(S state, int action) {
        return state(
                () -> "child(" + words(state) + ", " + action + ")",
                () -> keeping(state, () -> environment.child(state, action)));
    }

    List<InEdge<S>> inEdges(S state) {
        Supplier<String> call = call("inEdges", state);
        List<InEdge<S>> edges = guarded(call, () -> keeping(state, () -> new ArrayList<>(environment.inEdges(state))));
        if (edges.contains(null)) {
            throw broken(Rule.ANSWER, call.get() + " lists edges", call.get() + " has null among them");
        }
        for (InEdge<S> edge : edges) {
            state(() -> "a parent in " + call.get(), edge::parent);
        }
        return edges;
    }

    int inEdgeCount(S state) {
        return count(call("inEdgeCount", state), () -> keeping(state, () -> environment.inEdgeCount(state)));
    }

    int inEdgeIndex(S parent, int action, S child) {
        return guarded(
                () -> "inEdgeIndex(" + words(parent) + ", " + action + ", " + words(child) + ")",
                () -> keeping(child, () -> environment.inEdgeIndex(parent, action, child)));
    }

    int stopAction(S state) {
        return guarded(call("stopAction", state), () -> keeping(state, () -> environment.stopAction(state)));
    }

    boolean hasStopped(S state, @Nullable S expected) {
        return guarded(call("stopped", state), () -> {
            S stopped = keeping(state, () -> environment.stopped(state));
            return expected == null ? stopped == null : expected.equals(stopped);
        });
    }

    boolean hasFormat() {
        return format != null;
    }

    String format(S state) {
        StateFormat<S> used = format;
        if (used == null) {
            throw new IllegalStateException("there is no format");
        }
        return guarded(call("format", state), () -> keeping(state, () -> used.format(state)));
    }

    S parse(String text) {
        StateFormat<S> used = format;
        if (used == null) {
            throw new IllegalStateException("there is no format");
        }
        return state(() -> "parse('" + text + "')", () -> used.parse(text));
    }

    double logReward(S state) {
        ToDoubleFunction<? super S> used = logReward;
        return used == null
                ? 0
                : guarded(call("logReward", state), () -> keeping(state, () -> used.applyAsDouble(state)));
    }

    /** Returns what a network sees of a state, as far as that is checked. */
    Object encoding(S state) {
        Function<? super S, Object> used = encoding;
        if (used == null) {
            return "";
        }
        return guarded(call("encoding", state), () -> {
            try {
                return keeping(state, () -> used.apply(state));
            } catch (WrongEncodingException e) {
                throw broken(Rule.ENCODING, e.expected(), e.got());
            }
        });
    }

    /** Runs code that is given a state and must not change it. */
    private <T extends @Nullable Object> T keeping(S state, Supplier<T> code) {
        int hash = state.hashCode();
        boolean byIdentity = isByIdentity(state);
        String before = byIdentity ? words(state) : "";
        T answer = code.get();
        requireUnchanged(state, hash);
        if (byIdentity && !words(state).equals(before)) {
            throw broken(Rule.UNCHANGED, "a call leaves the state " + before + " as it is", "it is " + words(state));
        }
        return answer;
    }

    /** Requires that a state still has the hash code that it had. */
    void requireUnchanged(S state, int hash) {
        int now = state.hashCode();
        if (now != hash) {
            throw broken(
                    Rule.UNCHANGED,
                    "a call leaves the states that it is given, and those returned before, as they are",
                    "one has changed to " + words(state) + ", whose hash code was " + hash + " and is " + now
                            + "; let child make a new state");
        }
    }

    /** Tells whether the class of a state has no {@code hashCode} of its own, so that only itself is equal to it. */
    boolean isByIdentity(S state) {
        return state.hashCode() == System.identityHashCode(state);
    }

    /** Says why two states that should be equal are not. */
    BrokenRule unequal(Rule rule, String expected, S one, S two) {
        String name = one.getClass().getTypeName();
        if (comparing(() -> isByIdentity(one) && isByIdentity(two))) {
            return broken(
                    Rule.EQUALS,
                    "equals and hashCode in " + name,
                    name + " has none, so " + words(one) + " and " + words(two)
                            + ", which are built alike, are not equal; make it a record, or write both");
        }
        return broken(
                rule,
                expected,
                words(one) + ", then " + words(two) + ", which are not equal by equals of " + name
                        + (words(one).equals(words(two))
                                ? "; it must compare what they hold, and arrays by Arrays.equals, also in a record"
                                : ""));
    }

    boolean equal(S one, S other) {
        return guarded(() -> words(one) + ".equals(" + words(other) + ")", () -> one.equals(other));
    }

    /** Runs code that may call {@code equals} or {@code hashCode} of states. */
    <T> T comparing(Supplier<T> code) {
        return guarded(() -> "equals or hashCode of a state", code);
    }

    String words(S state) {
        String words = null;
        if (format != null) {
            try {
                words = format.format(state);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                words = null;
            }
        }
        if (words == null || words.isBlank()) {
            try {
                words = state.toString();
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                words = "a " + state.getClass().getName() + " whose toString throws "
                        + e.getClass().getName();
            }
        }
        String line = oneLine(words == null ? "a " + state.getClass().getTypeName() : words.strip());
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "...";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", "\\\\n");
    }

    private Supplier<String> call(String method, S state) {
        return () -> method + "(" + words(state) + ")";
    }

    private S state(String call, Supplier<S> code) {
        return state(() -> call, code);
    }

    private S state(Supplier<String> call, Supplier<S> code) {
        S state = guarded(call, code);
        int ignored = guarded(() -> "hashCode of the result of " + call.get(), state::hashCode);
        return state;
    }

    private int count(Supplier<String> call, Supplier<Integer> code) {
        int count = guarded(call, code);
        if (count < 0) {
            throw broken(Rule.ANSWER, call.get() + " is at least 0", call.get() + " is " + count);
        }
        return count;
    }

    private <T> T guarded(Supplier<String> call, Supplier<T> code) {
        T answer;
        try {
            answer = code.get();
        } catch (BrokenRule e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                throw e;
            }
            throw broken(Rule.ANSWER, call.get() + " returns", call.get() + " threw " + e);
        }
        if (answer == null) {
            throw broken(Rule.ANSWER, call.get() + " returns a value", call.get() + " returned null");
        }
        return answer;
    }
}
