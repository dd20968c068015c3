package org.gfn4j.environment;

import java.util.List;
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
    private @Nullable Trail<S> position;

    Probe(
            DiscreteEnvironment<S> environment,
            @Nullable StateFormat<S> format,
            @Nullable ToDoubleFunction<? super S> logReward) {
        this.environment = environment;
        this.format = format;
        this.logReward = logReward;
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
        return count(call("actionCount", state), () -> environment.actionCount(state));
    }

    boolean isTerminal(S state) {
        return guarded(call("isTerminal", state), () -> environment.isTerminal(state));
    }

    S child(S state, int action) {
        return state(() -> "child(" + words(state) + ", " + action + ")", () -> environment.child(state, action));
    }

    List<InEdge<S>> inEdges(S state) {
        Supplier<String> call = call("inEdges", state);
        List<InEdge<S>> edges = guarded(call, () -> List.copyOf(environment.inEdges(state)));
        for (InEdge<S> edge : edges) {
            state(() -> "a parent in " + call.get(), edge::parent);
        }
        return edges;
    }

    int inEdgeCount(S state) {
        return count(call("inEdgeCount", state), () -> environment.inEdgeCount(state));
    }

    int inEdgeIndex(S parent, int action, S child) {
        return guarded(
                () -> "inEdgeIndex(" + words(parent) + ", " + action + ", " + words(child) + ")",
                () -> environment.inEdgeIndex(parent, action, child));
    }

    int stopAction(S state) {
        return guarded(call("stopAction", state), () -> environment.stopAction(state));
    }

    boolean hasStopped(S state, @Nullable S expected) {
        return guarded(call("stopped", state), () -> {
            S stopped = environment.stopped(state);
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
        return guarded(call("format", state), () -> used.format(state));
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
        return used == null ? 0 : guarded(call("logReward", state), () -> used.applyAsDouble(state));
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
                words = String.valueOf(state);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                words = "a " + state.getClass().getName() + " whose toString throws "
                        + e.getClass().getName();
            }
        }
        String line = oneLine(words.strip());
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
