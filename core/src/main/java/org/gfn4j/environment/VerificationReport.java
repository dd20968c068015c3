package org.gfn4j.environment;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link EnvironmentVerifier} found.
 *
 * <p>Thread-safety: immutable.
 *
 * @param exhaustive whether every state that can be reached was checked; false as well where a failure ended the check
 * @param states the number of states that were checked
 * @param terminalStates how many of them are terminal
 * @param edges the number of edges that were checked
 * @param walks the number of random walks, 0 where none was needed
 * @param failure the smallest failing example, or null where there is none
 */
public record VerificationReport(
        boolean exhaustive,
        long states,
        long terminalStates,
        long edges,
        int walks,
        @Nullable Failure failure) {

    /** The rules for a {@link DiscreteEnvironment}, its {@link StateFormat} and its log-rewards. */
    public enum Rule {
        /** No call on a state of the environment throws, returns null or returns a negative count. */
        ANSWER("every call on a state of the environment gives an answer, without an exception"),
        /** The same call on the same state gives equal answers. */
        REPEATABLE("the same call gives equal answers each time"),
        /** The class of the states has {@code equals} and {@code hashCode} of its own. */
        EQUALS("the class of the states overrides equals and hashCode"),
        /** No call changes a state. */
        UNCHANGED("no call changes a state, which is a value"),
        /** {@code equals} is reflexive and symmetric, and equal states have equal hash codes. */
        HASH_CODE("equal states have equal hash codes, and equals is symmetric"),
        /** Equal states have the same actions, children and edges in, in the same order, the same text and encoding. */
        EQUAL_STATES(
                "equal states have the same actions, children, edges in, text and encoding, by whatever path they are"
                        + " reached"),
        /** No walk comes back to a state that it has left. */
        NO_CYCLE("no walk returns to a state that it has left"),
        /** The source has no edges in. */
        SOURCE("the source has no edges in"),
        /** Every state but the source has an edge in. */
        NO_IN_EDGE("every state but the source has an edge in"),
        /** Every forward edge is among the edges into its child. */
        IN_EDGE_MISSING("every forward edge is among the edges into the state that it leads to"),
        /** Every edge in is a forward edge that leads to the state. */
        IN_EDGE_EXTRA("every edge into a state is a forward edge that leads to it"),
        /** No edge in is listed twice. */
        IN_EDGE_TWICE("every edge into a state is listed once"),
        /** The count of edges in agrees with their list. */
        IN_EDGE_COUNT("inEdgeCount is the number of edges that inEdges lists"),
        /** The index of an edge in agrees with their list. */
        IN_EDGE_INDEX("inEdgeIndex is the place of the edge in the list of inEdges"),
        /** Walking back along edges in reaches the source. */
        WAY_BACK("walking back along edges in reaches the source, over forward edges only"),
        /** The terminal states are those without edges out. */
        TERMINAL("a state is terminal exactly when it has no edges out"),
        /** The stop edge is the only edge into a terminal state. */
        STOP("the stop action leads to a terminal state, as its only edge in, and stopped agrees with it"),
        /** Every walk ends. */
        ENDS("every walk ends"),
        /** A text is one line without leading or trailing blanks. */
        TEXT_LINE("the text of a state is a single line without leading or trailing blanks"),
        /** A text is read back to an equal state. */
        TEXT_ROUND_TRIP("the text of a state is read back to an equal state"),
        /** Different states have different texts. */
        TEXT_DIFFERENT("different states have different texts"),
        /** A log-reward is finite or −∞. */
        LOG_REWARD("the log-reward of a terminal state is finite or -Infinity"),
        /** A network can learn from what it sees of a state. */
        ENCODING("an encoder gives finite inputs within range, and each edge of a state its own output");

        private final String sentence;

        Rule(String sentence) {
            this.sentence = sentence;
        }

        /**
         * Returns the rule in words.
         *
         * @return a clause without capital and full stop
         */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * An example that breaks a rule.
     *
     * <p>Thread-safety: immutable.
     *
     * @param rule the rule
     * @param state the state that breaks it, in words
     * @param path the actions from the source that lead there, such as {@code source -0-> [1, 0] -1-> [1, 1]}; a step
     *     written {@code <-1-} goes back along the edge in that is action 1 of the next state
     * @param steps the number of steps of the path
     * @param expected what was expected, in words
     * @param got what was got instead, in words
     */
    public record Failure(Rule rule, String state, String path, int steps, String expected, String got) {}

    /**
     * Tells whether every check held.
     *
     * @return true if there is no failure
     */
    public boolean passed() {
        return failure == null;
    }

    /**
     * Says in words what was checked and, if something failed, the smallest failing example.
     *
     * @return one line, or several for a failure, without a line break at the end
     */
    public String describe() {
        String checked = states + " states (" + terminalStates + " terminal) and " + edges + " edges";
        String how = walks > 0 ? checked + ", with " + walks + " random walks" : checked;
        if (failure == null) {
            return exhaustive ? "passed: checked all " + checked : "passed: checked " + how + "; the space has more";
        }
        return String.join(
                "\n",
                "failed: this rule is broken: " + failure.rule().sentence(),
                "  state:    " + failure.state(),
                "  path:     " + failure.path(),
                "  expected: " + failure.expected(),
                "  got:      " + failure.got(),
                "  after checking " + how);
    }
}
