package org.gfn4j.environment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gfn4j.environment.VerificationReport.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one state, with its edges in and out. It knows the states that have been met, so that equal ones that
 * were reached by different paths can be compared.
 *
 * <p>Thread-safety: not thread-safe.
 *
 * @param <S> the type of a state
 */
final class StateChecks<S> {
    private static final int MOST_COMPARED_CHILDREN = 64;
    private static final int MOST_LISTED_EDGES = 20;

    private final Probe<S> probe;
    private final RandomGenerator generator;
    private final S source;
    private final Map<S, Trail<S>> known = new HashMap<>();
    private final Map<String, S> texts = new HashMap<>();
    private long states;
    private long terminalStates;
    private long edges;

    StateChecks(Probe<S> probe, RandomGenerator generator) {
        this.probe = probe;
        this.generator = generator;
        this.source = probe.source();
        S again = probe.source();
        probe.moveTo(Trail.start(source));
        requireSame("source()", source, again);
    }

    S source() {
        return source;
    }

    long states() {
        return states;
    }

    long terminalStates() {
        return terminalStates;
    }

    long edges() {
        return edges;
    }

    int known() {
        return known.size();
    }

    boolean isSource(S state) {
        return probe.equal(state, source);
    }

    /** Remembers a state; false if an equal one was known already. */
    boolean learn(Trail<S> trail) {
        return probe.comparing(() -> known.putIfAbsent(trail.state(), trail) == null);
    }

    void forget(Trail<S> trail) {
        probe.comparing(() -> Optional.ofNullable(known.remove(trail.state())));
    }

    /** Returns the path by which a state was met first, or null. */
    @Nullable
    Trail<S> find(S state) {
        return probe.comparing(() -> Optional.ofNullable(known.get(state))).orElse(null);
    }

    /**
     * Checks everything about a state but the edges out of it.
     *
     * @param mostStepsBack how far to go back from an unknown parent, to see whether that leads to the source; with 1 a
     *     parent passes as soon as it has an edge in
     */
    void checkState(Trail<S> trail, int mostStepsBack) {
        probe.moveTo(trail);
        S state = trail.state();
        probe.requireUnchanged(state, trail.hash());
        states++;
        int actions = probe.actionCount(state);
        if (actions > 0) {
            requireSame("child(" + probe.words(state) + ", 0)", probe.child(state, 0), probe.child(state, 0));
        }
        if (probe.isTerminal(state) != (actions == 0)) {
            throw probe.broken(
                    Rule.TERMINAL,
                    "isTerminal is " + (actions == 0) + ", since actionCount is " + actions,
                    "isTerminal is " + (actions != 0));
        }
        checkEdgesIn(state, mostStepsBack);
        checkStop(state, actions);
        checkText(state);
        Object encoding = probe.encoding(state);
        requireAlike("the encoding", encoding, probe.encoding(state), String::valueOf, trail);
        if (actions == 0) {
            terminalStates++;
            double logReward = probe.logReward(state);
            if (!(logReward < Double.POSITIVE_INFINITY)) {
                throw probe.broken(Rule.LOG_REWARD, "a finite log-reward or -Infinity", Double.toString(logReward));
            }
        }
    }

    /** Draws different actions, or returns all of them where there are few enough. */
    int[] someActions(int count, int most) {
        if (count <= most) {
            return IntStream.range(0, count).toArray();
        }
        Set<Integer> drawn = new HashSet<>();
        while (drawn.size() < most) {
            drawn.add(generator.nextInt(count));
        }
        return drawn.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Checks an edge out of a state and returns where it leads. */
    S checkEdgeOut(Trail<S> trail, int action) {
        probe.moveTo(trail);
        S state = trail.state();
        S child = probe.child(state, action);
        S again = probe.child(state, action);
        Trail<S> onward = trail.then(action, child);
        if (probe.comparing(() -> trail.contains(child))) {
            probe.moveTo(onward);
            throw probe.broken(Rule.NO_CYCLE, "a state that the path has not been at", "the path comes back to it");
        }
        requireSame("child(" + probe.words(state) + ", " + action + ")", child, again);
        probe.moveTo(onward);
        List<InEdge<S>> edgesIn = probe.inEdges(child);
        InEdge<S> edge = new InEdge<>(state, action);
        int place = probe.comparing(() -> edgesIn.indexOf(edge));
        if (place < 0) {
            Rule rule = edgesIn.isEmpty() ? Rule.NO_IN_EDGE : Rule.IN_EDGE_MISSING;
            throw probe.broken(rule, words(edge) + " among its edges in", words(edgesIn));
        }
        requireSameHash(state, edgesIn.get(place).parent());
        int index = probe.inEdgeIndex(state, action, child);
        if (index != place) {
            throw probe.broken(
                    Rule.IN_EDGE_INDEX,
                    "inEdgeIndex of " + words(edge) + " is " + place + " in " + words(edgesIn),
                    "inEdgeIndex is " + index);
        }
        compareWithKnown(child);
        edges++;
        return child;
    }

    private void checkEdgesIn(S state, int mostStepsBack) {
        List<InEdge<S>> edgesIn = probe.inEdges(state);
        List<InEdge<S>> again = probe.inEdges(state);
        if (!probe.comparing(() -> edgesIn.equals(again))) {
            throw probe.broken(Rule.REPEATABLE, "inEdges is " + words(edgesIn) + " again", words(again));
        }
        if (isSource(state) != edgesIn.isEmpty()) {
            throw edgesIn.isEmpty()
                    ? probe.broken(Rule.NO_IN_EDGE, "at least one edge in", "inEdges is empty")
                    : probe.broken(Rule.SOURCE, "no edges in", words(edgesIn));
        }
        int count = probe.inEdgeCount(state);
        if (count != edgesIn.size()) {
            throw probe.broken(
                    Rule.IN_EDGE_COUNT,
                    "inEdgeCount is " + edgesIn.size() + ", since inEdges lists " + words(edgesIn),
                    "inEdgeCount is " + count);
        }
        Set<InEdge<S>> different = new HashSet<>();
        for (InEdge<S> edge : edgesIn) {
            if (!probe.comparing(() -> different.add(edge))) {
                throw probe.broken(Rule.IN_EDGE_TWICE, words(edge) + " once", words(edgesIn));
            }
            requireForward(edge, state, Rule.IN_EDGE_EXTRA);
            if (!compareWithKnown(edge.parent())) {
                checkWayBack(edge.parent(), mostStepsBack);
            }
        }
    }

    /** Requires that an edge in is a forward edge to the state. */
    void requireForward(InEdge<S> edge, S state, Rule rule) {
        S parent = edge.parent();
        int actions = probe.actionCount(parent);
        if (edge.action() < 0 || edge.action() >= actions) {
            throw probe.broken(
                    rule,
                    "an action of " + probe.words(parent) + ", which has " + actions + ", for the edge into "
                            + probe.words(state),
                    words(edge));
        }
        S child = probe.child(parent, edge.action());
        if (!probe.equal(child, state)) {
            throw probe.broken(
                    rule,
                    "only edges that lead to " + probe.words(state) + " among those into it",
                    words(edge) + ", which leads to " + probe.words(child));
        }
        requireSameHash(child, state);
    }

    private void checkWayBack(S start, int mostStepsBack) {
        S state = start;
        for (int step = 0; step < mostStepsBack; step++) {
            S here = state;
            if (isSource(here) || probe.comparing(() -> known.containsKey(here))) {
                return;
            }
            List<InEdge<S>> edgesIn = probe.inEdges(here);
            if (edgesIn.isEmpty()) {
                throw probe.broken(
                        Rule.WAY_BACK,
                        "parents that can be reached from the source",
                        "its parent " + probe.words(start) + ", from where the way back ends at " + probe.words(here)
                                + ", which has no edges in");
            }
            requireForward(edgesIn.get(0), here, Rule.WAY_BACK);
            state = edgesIn.get(0).parent();
        }
        if (mostStepsBack > 1) {
            throw probe.broken(
                    Rule.WAY_BACK,
                    "parents that can be reached from the source",
                    "its parent " + probe.words(start) + ", from where the way back has not ended after "
                            + mostStepsBack + " steps");
        }
    }

    private void checkStop(S state, int actions) {
        int stop = probe.stopAction(state);
        if (stop == DiscreteEnvironment.NO_STOP) {
            if (!probe.hasStopped(state, null)) {
                throw probe.broken(Rule.STOP, "stopped is null, since stopAction is NO_STOP", "stopped is a state");
            }
            return;
        }
        if (stop < 0 || stop >= actions) {
            throw probe.broken(
                    Rule.STOP, "NO_STOP or one of " + actions + " actions, numbered from 0", "stopAction is " + stop);
        }
        S twin = probe.child(state, stop);
        if (!probe.isTerminal(twin)) {
            throw probe.broken(
                    Rule.STOP,
                    "stopAction " + stop + " leads to a terminal state",
                    "it leads to " + probe.words(twin) + ", which is not terminal");
        }
        List<InEdge<S>> edgesIn = probe.inEdges(twin);
        InEdge<S> edge = new InEdge<>(state, stop);
        if (!probe.comparing(() -> edgesIn.equals(List.of(edge)))) {
            throw probe.broken(Rule.STOP, words(edge) + " as the only edge into " + probe.words(twin), words(edgesIn));
        }
        if (!probe.hasStopped(state, twin)) {
            throw probe.broken(
                    Rule.STOP,
                    "stopped is " + probe.words(twin) + ", where stopAction leads",
                    "stopped is something else");
        }
    }

    private void checkText(S state) {
        if (!probe.hasFormat()) {
            return;
        }
        String text = probe.format(state);
        if (!text.equals(text.strip()) || text.split("\\R", -1).length > 1) {
            throw probe.broken(Rule.TEXT_LINE, "a single line without leading or trailing blanks", "'" + text + "'");
        }
        S other = texts.putIfAbsent(text, state);
        if (other != null && !probe.equal(state, other)) {
            throw probe.broken(
                    Rule.TEXT_DIFFERENT, "a text of its own", "'" + text + "', which is that of a different state too");
        }
        S parsed = probe.parse(text);
        if (!probe.equal(parsed, state)) {
            throw probe.unequal(Rule.TEXT_ROUND_TRIP, "parse('" + text + "') equals the state", state, parsed);
        }
        requireSameHash(parsed, state);
    }

    /** Compares a state with an equal one that was reached by another path; false if there is none. */
    boolean compareWithKnown(S state) {
        Trail<S> trail = find(state);
        if (trail == null) {
            return false;
        }
        S other = trail.state();
        requireSameHash(state, other);
        int actions = probe.actionCount(state);
        requireAlike("actionCount", actions, probe.actionCount(other), String::valueOf, trail);
        requireAlike("stopAction", probe.stopAction(state), probe.stopAction(other), String::valueOf, trail);
        for (int action : someActions(actions, MOST_COMPARED_CHILDREN)) {
            S one = probe.child(state, action);
            S two = probe.child(other, action);
            requireAlike("the child of action " + action, one, two, probe::words, trail);
            requireSameHash(one, two);
        }
        requireAlike("inEdges", probe.inEdges(state), probe.inEdges(other), this::words, trail);
        if (probe.hasFormat()) {
            requireAlike("the text", probe.format(state), probe.format(other), text -> "'" + text + "'", trail);
        }
        requireAlike("the encoding", probe.encoding(state), probe.encoding(other), String::valueOf, trail);
        return true;
    }

    private <T> void requireAlike(String what, T one, T two, Function<T, String> words, Trail<S> other) {
        if (!probe.comparing(() -> one.equals(two))) {
            throw probe.broken(
                    Rule.EQUAL_STATES,
                    what + " of " + probe.words(other.state()) + " is " + words.apply(two)
                            + ", as where it was reached by " + other.inWords(probe::words),
                    what + " is " + words.apply(one));
        }
    }

    private void requireSame(String call, S one, S two) {
        if (!probe.equal(one, two)) {
            throw probe.unequal(Rule.REPEATABLE, call + " returns equal states each time", one, two);
        }
        requireSameHash(one, two);
    }

    private void requireSameHash(S one, S two) {
        if (!probe.equal(two, one) || !probe.equal(one, one)) {
            throw probe.broken(
                    Rule.HASH_CODE,
                    "equals is reflexive and symmetric",
                    probe.words(one) + " equals " + probe.words(two) + " only one way round, or not itself");
        }
        int hashOfOne = probe.comparing(one::hashCode);
        int hashOfTwo = probe.comparing(two::hashCode);
        if (hashOfOne != hashOfTwo && (probe.isByIdentity(one) || probe.isByIdentity(two))) {
            String name = one.getClass().getTypeName();
            throw probe.broken(
                    Rule.EQUALS,
                    "hashCode in " + name + ", which has equals",
                    "it has none; make it a record, or write it");
        }
        if (hashOfOne != hashOfTwo) {
            throw probe.broken(
                    Rule.HASH_CODE,
                    "equal states " + probe.words(one) + " and " + probe.words(two) + " have equal hash codes",
                    hashOfOne + " and " + hashOfTwo);
        }
    }

    private String words(InEdge<S> edge) {
        return "action " + edge.action() + " of " + probe.words(edge.parent());
    }

    private String words(List<InEdge<S>> edges) {
        if (edges.isEmpty()) {
            return "no edges";
        }
        String listed = edges.stream().limit(MOST_LISTED_EDGES).map(this::words).collect(Collectors.joining("; "));
        return edges.size() <= MOST_LISTED_EDGES
                ? listed
                : listed + "; and " + (edges.size() - MOST_LISTED_EDGES) + " more";
    }
}
