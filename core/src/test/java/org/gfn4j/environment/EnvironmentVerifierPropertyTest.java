package org.gfn4j.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.testing.ListedEnvironment;

final class EnvironmentVerifierPropertyTest {

    @Provide
    Arbitrary<ListedEnvironment> graphs() {
        return Arbitraries.integers()
                .between(1, 6)
                .flatMap(count -> Arbitraries.integers()
                        .between(0, count - 1)
                        .list()
                        .ofMaxSize(2)
                        .list()
                        .ofSize(count)
                        .map(ListedEnvironment::new));
    }

    @Provide
    Arbitrary<ListedEnvironment> graphsWithoutCycles() {
        return graphs().map(graph ->
                new ListedEnvironment(IntStream.range(0, graph.children().size())
                        .mapToObj(state -> graph.children().get(state).stream()
                                .filter(child -> child > state)
                                .toList())
                        .toList()));
    }

    @Property(tries = 1_000, seed = "1")
    void anyGraphPassesExactlyWhenItIsRight(@ForAll("graphs") ListedEnvironment graph) {
        assertPassesExactlyWhenRight(graph);
    }

    @Property(tries = 1_000, seed = "2")
    void anyGraphWithoutCyclesPassesExactlyWhenItIsRight(@ForAll("graphsWithoutCycles") ListedEnvironment graph) {
        assertPassesExactlyWhenRight(graph);
    }

    private static void assertPassesExactlyWhenRight(ListedEnvironment graph) {
        Set<Integer> reachable = after(graph, 0);
        reachable.add(0);
        boolean cycle = reachable.stream().anyMatch(state -> after(graph, state).contains(state));
        boolean allParentsReachable = reachable.stream()
                .flatMap(state -> graph.inEdges(state).stream())
                .allMatch(edge -> reachable.contains(edge.parent()));
        boolean right = !cycle && allParentsReachable;

        VerificationReport all = EnvironmentVerifier.of(graph).verify(new SplittableRandom(1));
        VerificationReport walks = EnvironmentVerifier.of(graph)
                .maxStates(0)
                .walks(100)
                .maxWalkLength(50)
                .verify(new SplittableRandom(1));

        assertThat(all.passed()).as(all.describe()).isEqualTo(right);
        assertThat(walks.passed()).as(walks.describe()).isEqualTo(right);
        if (right) {
            assertThat(all.states()).isEqualTo(reachable.size()).isEqualTo(walks.states());
            assertThat(all.edges()).isEqualTo(walks.edges());
            assertThat(all.terminalStates()).isEqualTo(walks.terminalStates());
        } else if (!cycle) {
            assertThat(EnvironmentVerifierTest.failureOf(all).rule()).isIn(Rule.WAY_BACK, Rule.SOURCE);
        }
    }

    private static Set<Integer> after(ListedEnvironment graph, int start) {
        Set<Integer> found = new HashSet<>();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            for (int child : graph.children().get(waiting.remove())) {
                if (found.add(child)) {
                    waiting.add(child);
                }
            }
        }
        return found;
    }
}
