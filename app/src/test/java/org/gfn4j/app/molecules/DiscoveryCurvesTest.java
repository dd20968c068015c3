package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.report.ReportChart.Line;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiscoveryCurvesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RewardRequests ITERATIONS = new RewardRequests(List.of());

    private static List<JsonNode> lines(String... lines) {
        return List.of(lines).stream().map(JSON::readTree).toList();
    }

    @Test
    void requests_lieOnStraightLinesBetweenTheMetrics() {
        RewardRequests requests = new RewardRequests(lines(
                "{\"iterations\":2,\"rewardRequests\":8}",
                "{\"iterations\":3}",
                "{\"iterations\":4,\"rewardRequests\":20}",
                "{\"rewardRequests\":99}"));
        assertThat(requests.unit()).isEqualTo("reward requests");
        assertThat(requests.after(0)).isZero();
        assertThat(requests.after(1)).isEqualTo(4);
        assertThat(requests.after(2)).isEqualTo(8);
        assertThat(requests.after(3)).isEqualTo(14);
        assertThat(requests.after(4)).isEqualTo(20);
        assertThat(requests.after(6)).isEqualTo(30);
        assertThat(ITERATIONS.unit()).isEqualTo("iterations");
        assertThat(ITERATIONS.after(7)).isEqualTo(7);
    }

    @Test
    void curves_followMoleculesAndNotStates() {
        DiscoveryCurves curves = new DiscoveryCurves(
                List.of(
                        Built.found(1, 1, 2),
                        new FoundMolecule(1, Built.chain(3, 3), 9, null),
                        Built.found(2, 2, 0, 0),
                        Built.found(4, 6, 1), // ethane again, better
                        Built.found(4, Double.NEGATIVE_INFINITY, 3)),
                ITERATIONS,
                List.of(2.0, 5.0));
        assertLine(curves.latest().orElseThrow(), new double[] {1, 2, 4}, new double[] {1, 1.5, 3});
        assertLine(curves.best().orElseThrow(), new double[] {1, 2, 4}, new double[] {1, 2, 6});
        assertLine(curves.different().orElseThrow(), new double[] {1, 2, 4}, new double[] {1, 2, 2});
        assertLine(curves.from(0).orElseThrow(), new double[] {1, 2, 4}, new double[] {0, 1, 1});
        assertLine(curves.from(1).orElseThrow(), new double[] {1, 2, 4}, new double[] {0, 0, 1});
        assertThat(curves.from(1).orElseThrow().label()).isEqualTo("from 5");
        assertThat(curves.top()).as("fewer than 100 molecules").isEmpty();
    }

    private static void assertLine(Line line, double[] x, double[] y) {
        assertThat(line.x()).as(line.label()).containsExactly(x);
        assertThat(line.y()).as(line.label()).containsExactly(y);
    }

    /** The means are compared with sums over the last 100 and over the best 100, taken directly. */
    @Test
    void longRuns_keepTheirMeansWithFewPoints() {
        List<FoundMolecule> found = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            found.add(new FoundMolecule(i, Built.chain(0), i % 7 == 0 ? i : i / 10.0, "molecule " + i % 500));
        }
        DiscoveryCurves curves = new DiscoveryCurves(found, ITERATIONS, List.of());
        Line latest = curves.latest().orElseThrow();
        assertThat(latest.x().length).isBetween(150, 200);
        assertThat(latest.x()).endsWith(1000);
        assertThat(latest.y()[latest.y().length - 1])
                .isCloseTo(
                        found.subList(900, 1000).stream()
                                .mapToDouble(FoundMolecule::reward)
                                .average()
                                .orElseThrow(),
                        within(1e-9));
        double[] best = new double[500];
        found.forEach(each ->
                best[(int) each.iteration() % 500] = Math.max(best[(int) each.iteration() % 500], each.reward()));
        Line top = curves.top().orElseThrow();
        assertThat(top.y()[top.y().length - 1])
                .isCloseTo(
                        java.util.Arrays.stream(best)
                                .sorted()
                                .skip(400)
                                .average()
                                .orElseThrow(),
                        within(1e-9));
        assertThat(top.x()[0]).isGreaterThanOrEqualTo(100);
    }

    @Test
    void onePoint_isALineOfOne() {
        DiscoveryCurves curves = new DiscoveryCurves(List.of(Built.found(1, 1, 2)), ITERATIONS, List.of());
        assertThat(curves.best().orElseThrow().y()).containsExactly(1);
        assertThat(new DiscoveryCurves(List.of(), ITERATIONS, List.of()).latest())
                .isEmpty();
    }
}
