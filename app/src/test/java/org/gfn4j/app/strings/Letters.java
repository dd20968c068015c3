package org.gfn4j.app.strings;

import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.model.StateEncoder;
import org.gfn4j.network.SparseRows;

/** Strings of a given number of letters, written from left to right. */
record Letters(int length) implements DiscreteEnvironment<String>, StateEncoder<String>, StateFormat<String> {
    private static final String ALPHABET = "abc";

    @Override
    public String source() {
        return "";
    }

    @Override
    public int actionCount(String state) {
        return state.length() == length ? 0 : ALPHABET.length();
    }

    @Override
    public String child(String state, int action) {
        return state + ALPHABET.charAt(action);
    }

    @Override
    public List<InEdge<String>> inEdges(String state) {
        int last = state.length() - 1;
        return last < 0 ? List.of() : List.of(new InEdge<>(state.substring(0, last), letter(state, last)));
    }

    private static int letter(String state, int place) {
        return ALPHABET.indexOf(state.charAt(place));
    }

    @Override
    public int inputs() {
        return length * ALPHABET.length();
    }

    @Override
    public void encode(String state, SparseRows row) {
        for (int place = 0; place < state.length(); place++) {
            row.add(place * ALPHABET.length() + letter(state, place), 1);
        }
    }

    @Override
    public int forwardOutputs() {
        return ALPHABET.length();
    }

    @Override
    public int forwardOutput(String state, int action) {
        return action;
    }

    @Override
    public int backwardOutputs() {
        return 1;
    }

    @Override
    public int backwardOutput(String state, int inEdge) {
        return inEdge;
    }

    @Override
    public String format(String state) {
        return state;
    }

    @Override
    public String parse(String text) {
        return text;
    }
}
