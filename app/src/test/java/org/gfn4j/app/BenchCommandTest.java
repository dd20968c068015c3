package org.gfn4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchCommandTest {
    private static final String SMALL = "bench hypergrid --dimensions 2 --side 4 --warm-up 1 --iterations 2";

    /** The floor is that of the faster of the two products, before and afterwards. */
    @Test
    void json_hasTheFiguresOfEachObjective() {
        Outcome outcome = Outcome.ofLine(SMALL + " --batch 3 --json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode figures = JsonMapper.builder().build().readTree(outcome.out());
        double gigaflops = Math.max(
                figures.get("gemmGflops").doubleValue(),
                figures.get("gemmGflopsAfterwards").doubleValue());
        assertThat(gigaflops).isPositive();
        assertThat(figures.get("results")
                        .valueStream()
                        .map(result -> result.get("objective").stringValue()))
                .containsExactly("tb", "db", "subtb", "fm");
        for (JsonNode result : figures.get("results")) {
            double rate = result.get("iterationsPerSecond").doubleValue();
            double necessary = result.get("necessaryMultiplyAdds").doubleValue();
            assertThat(result.get("batch").intValue()).isEqualTo(3);
            assertThat(result.get("trajectoriesPerSecond").doubleValue()).isCloseTo(3 * rate, within(1e-9 * rate));
            assertThat(necessary).isPositive();
            assertThat(result.get("floorRatio").doubleValue() * rate * necessary)
                    .isCloseTo(gigaflops * 0.5e9, within(1e-6 * gigaflops * 1e9));
        }
    }

    @Test
    void table_hasARowForTheObjectiveThatWasAskedFor() {
        Outcome outcome = Outcome.ofLine(SMALL + " --objective db");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.startsWith("db "))).hasSize(1);
        assertThat(outcome.out()).contains("512x512x512 products: ").doesNotContain("subtb");
    }
}
