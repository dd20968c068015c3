package org.gfn4j.model;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.WrongEncodingException;
import org.gfn4j.network.SparseRows;

/**
 * What an {@link org.gfn4j.environment.EnvironmentVerifier} checks of an encoder: inputs within range and finite, and an
 * output within range for every edge out, and for every edge in where there are several, that no other edge of the state
 * has.
 *
 * <pre>{@code
 * EnvironmentVerifier.of(environment).encoding(new EncoderCheck<>(environment, encoder)).verify(generator)
 * }</pre>
 *
 * <p>States that no network is asked about, which are terminal and have one edge in, are not encoded.
 *
 * <p>Thread-safety: as that of the environment and the encoder.
 *
 * @param environment the environment
 * @param encoder how its states look to a network
 * @param <S> the type of a state
 */
public record EncoderCheck<S>(DiscreteEnvironment<S> environment, StateEncoder<S> encoder)
        implements Function<S, Object> {

    /** What a network sees of a state, equal where it is the same. */
    private record Encoding(
            Map<Integer, Float> inputs, Map<Integer, Integer> forward, Map<Integer, Integer> backward) {}

    /**
     * Encodes a state.
     *
     * @return an object that is equal for states that a network cannot tell apart
     * @throws WrongEncodingException if anything is wrong, or the encoder throws
     */
    @Override
    public Object apply(S state) {
        int actions = environment.actionCount(state);
        int edgesIn = environment.inEdgeCount(state);
        if (actions == 0 && edgesIn < 2) {
            return Map.of();
        }
        return new Encoding(
                inputs(state),
                outputs(
                        state,
                        "forwardOutput",
                        actions,
                        encoder.forwardOutputs(),
                        a -> encoder.forwardOutput(state, a)),
                outputs(
                        state,
                        "backwardOutput",
                        edgesIn < 2 ? 0 : edgesIn,
                        encoder.backwardOutputs(),
                        edge -> encoder.backwardOutput(state, edge)));
    }

    private Map<Integer, Float> inputs(S state) {
        SparseRows row = new SparseRows();
        answer(state, () -> "encode(" + state + ", row)", () -> {
            encoder.encode(state, row);
            return row;
        });
        row.endRow();
        requireInputs(state, row, 0, encoder.inputs());
        return row.inputs(0);
    }

    private static <S> Map<Integer, Integer> outputs(
            S state, String method, int edges, int count, IntUnaryOperator outputOf) {
        Map<Integer, Integer> edgeOf = new HashMap<>();
        for (int edge = 0; edge < edges; edge++) {
            int asked = edge;
            int output =
                    answer(state, () -> method + "(" + state + ", " + asked + ")", () -> outputOf.applyAsInt(asked));
            if (output < 0 || output >= count) {
                throw outOfRange(state, method, edge, output, count);
            }
            Integer other = edgeOf.put(output, edge);
            if (other != null) {
                throw shared(state, method, other, edge, output);
            }
        }
        return edgeOf;
    }

    private static <S, T> T answer(S state, Supplier<String> call, Supplier<T> code) {
        try {
            return code.get();
        } catch (RuntimeException e) {
            throw new WrongEncodingException(state.toString(), "that " + call.get() + " returns", "it threw " + e);
        }
    }

    /** Requires that the inputs of the last row are there and finite. */
    static <S> void requireInputs(S state, SparseRows rows, int row, int inputs) {
        if (rows.rows() != row + 1) {
            throw new WrongEncodingException(state.toString(), "inputs of one row", "encode ends the row itself");
        }
        if (!rows.isWithin(row, inputs)) {
            throw new WrongEncodingException(
                    state.toString(),
                    "finite inputs numbered from 0 to " + (inputs - 1),
                    "encode adds " + rows.inputs(row));
        }
    }

    static <S> WrongEncodingException outOfRange(S state, String method, int edge, int output, int count) {
        return new WrongEncodingException(
                state.toString(),
                "an output from 0 to " + (count - 1),
                method + "(" + state + ", " + edge + ") is " + output);
    }

    static <S> WrongEncodingException shared(S state, String method, int one, int other, int output) {
        return new WrongEncodingException(
                state.toString(),
                "a separate output for each edge",
                method + " is " + output + " for both " + one + " and " + other);
    }
}
