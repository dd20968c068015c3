package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchCommandTest {
    private static final String SHORT = "bench hypergrid --warm-up 2 --iterations 2";
    private static final String SMALL = SHORT + " --dimensions 2 --side 4 --hidden 8 --batch 3";

    private static JsonNode figures(String line) {
        Outcome outcome = Outcome.ofLine(line + " --json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return JsonMapper.builder().build().readTree(outcome.out());
    }

    private static JsonNode only(JsonNode figures) {
        assertThat(figures.get("results").size()).isEqualTo(1);
        return figures.get("results").get(0);
    }

    private static List<String> results(JsonNode figures, Function<JsonNode, String> what) {
        return figures.get("results").valueStream().map(what).toList();
    }

    private static String caseOf(JsonNode result) {
        return result.get("name").stringValue() + " " + result.get("objective").stringValue();
    }

    /** The floor is that of the faster of the two products, before and afterwards. */
    @Test
    void json_hasTheFiguresOfEachCase() {
        JsonNode figures = figures(SHORT);
        double gigaflops = Math.max(
                figures.get("gemmGflops").doubleValue(),
                figures.get("gemmGflopsAfterwards").doubleValue());
        assertThat(gigaflops).isPositive();
        assertThat(figures.has("referenceGflops")).isFalse();
        assertThat(results(figures, BenchCommandTest::caseOf))
                .containsExactly(
                        "4d-side8 tb",
                        "4d-side8 db",
                        "4d-side8 subtb",
                        "4d-side8 fm",
                        "4d-side20 tb",
                        "2d-side64 tb",
                        "sampling-4d-side8 sampling");
        for (JsonNode result : figures.get("results")) {
            double rate = result.get("iterationsPerSecond").doubleValue();
            double necessary = result.get("necessaryMultiplyAdds").doubleValue();
            assertThat(result.get("batch").intValue()).isEqualTo(16);
            assertThat(result.get("settings").get("r0").doubleValue()).isEqualTo(0.1);
            assertThat(result.get("settings").get("hidden").intValue()).isEqualTo(256);
            assertThat(result.get("trajectoriesPerSecond").doubleValue()).isCloseTo(16 * rate, within(1e-9 * rate));
            assertThat(necessary).isPositive();
            assertThat(result.get("multiplyAddsDone").doubleValue()).isGreaterThanOrEqualTo(necessary);
            assertThat(result.get("allocatedBytesPerIteration").doubleValue()).isPositive();
            assertThat(result.get("floorRatio").doubleValue() * rate * necessary)
                    .isCloseTo(gigaflops * 0.5e9, within(1e-6 * gigaflops * 1e9));
        }
    }

    @Test
    void options_makeOneCaseThatHasThem() {
        JsonNode figures = figures(SMALL + " --objective subtb --backward learned");
        JsonNode result = only(figures);
        assertThat(caseOf(result)).isEqualTo("2d-side4 subtb");
        assertThat(result.get("batch").intValue()).isEqualTo(3);
        assertThat(result.get("settings").get("hidden").intValue()).isEqualTo(8);
        assertThat(result.get("settings").get("backward").stringValue()).isEqualTo("learned");
        assertThat(result.get("settings").get("r0").doubleValue()).isEqualTo(0.1);
    }

    /**
     * A batch of one trajectory in a space of two cells: the source, in half of the batches its neighbour, and for each of
     * them one input, two or one actions, and the flow.
     */
    @Test
    void necessaryWork_isThatOfTheDifferentStates() {
        String line = SHORT + " --dimensions 1 --side 2 --hidden 8 --batch 64";
        double ofSource = 8 + 8 * 8 + 8 * 3;
        double ofNeighbour = 8 + 8 * 8 + 8 * 2;
        assertThat(only(figures(line)).get("necessaryMultiplyAdds").doubleValue())
                .isEqualTo(3 * (ofSource + ofNeighbour));
        assertThat(only(figures(line + " --case sampling-4d-side8"))
                        .get("necessaryMultiplyAdds")
                        .doubleValue())
                .isEqualTo(ofSource + ofNeighbour);
    }

    @Test
    void names_chooseCases() {
        JsonNode figures = figures(SMALL + " --case 4d-side20,sampling-4d-side8 --objective db --reference-gflops 1e6");
        assertThat(results(figures, BenchCommandTest::caseOf))
                .containsExactly("2d-side4 db", "sampling-2d-side4 sampling");
        JsonNode first = figures.get("results").get(0);
        assertThat(figures.get("referenceGflops").doubleValue()).isEqualTo(1e6);
        assertThat(first.get("floorRatio").doubleValue()
                        * first.get("iterationsPerSecond").doubleValue()
                        * first.get("necessaryMultiplyAdds").doubleValue())
                .isCloseTo(0.5e15, within(1e9));
    }

    @Test
    void optionsOfATaskWhoseCasesHaveNone_holdForAllOfThem() {
        String line = "bench molecules --warm-up 1 --iterations 1 --width 8 --steps 1 --max-blocks 3 --reward qed";
        JsonNode all = figures(line + " --batch 2");
        assertThat(results(all, BenchCommandTest::caseOf))
                .containsExactly("molecules fm", "molecules tb", "molecules db", "molecules subtb");
        assertThat(all.get("results").valueStream()).allSatisfy(result -> {
            assertThat(result.get("batch").intValue()).isEqualTo(2);
            assertThat(result.get("settings").get("max-blocks").intValue()).isEqualTo(3);
            assertThat(result.get("rewardMillisPerMolecule").doubleValue()).isPositive();
            assertThat(result.has("multiplyAddsDone")).isFalse();
        });
        JsonNode one = only(figures(line + " --objective fm"));
        assertThat(caseOf(one)).isEqualTo("molecules fm");
        assertThat(one.get("batch").intValue()).isEqualTo(4);
    }

    @Test
    void table_hasARowForEachCase() {
        Outcome outcome = Outcome.ofLine(SMALL + " --case sampling-4d-side8,2d-side64 --reference-gflops 50");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("512x512x512 products: ").contains(", elsewhere 50\n");
        assertThat(outcome.out().lines().skip(3).map(line -> line.replaceFirst(" +\\S+ +\\S+ +\\S+ +\\S+$", "")))
                .containsExactly("2d-side4             tb            3", "sampling-2d-side4    sampling      3");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--reference-gflops 0 | Invalid value for option '--reference-gflops': '0' is not a number above 0",
                "--reference-gflops NaN | Invalid value for option '--reference-gflops': 'NaN' is not a number above 0",
                "--reference-gflops 1e999 | Invalid value for option '--reference-gflops': '1e999' is not a number above 0",
                "--case 5d | Invalid value for option '--case': '5d' is not one of 4d-side8, 4d-side20, 2d-side64,"
                        + " sampling-4d-side8",
                "--hidden 0 | Invalid value for option '--hidden': '0' is not a whole number from 1 to 16384",
                "--objective fm --backward learned | Invalid value for option '--backward': 'learned' cannot be "
                        + "combined with --objective fm, whose backward policy follows from its flows; leave "
                        + "--backward out",
                "--r0 0 --r1 0 --r2 0 | Invalid values for options '--r0', '--r1' and '--r2': all are 0, but one must be"
                        + " above 0",
            })
    void wrongOptions_areRefused(String options, String message) {
        Outcome outcome = Outcome.ofLine(SHORT + " " + options);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message()).startsWith("gfn4j: " + message);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void help_hasTheDefaultsOfBenchmarks() {
        String help = Outcome.ofLine("bench hypergrid --help").out().replaceAll("\\s+", " ");
        assertThat(help).contains("corners: the reward everywhere. Default 0.1;", "Default uniform;", "Default 1000;");
        assertThat(help).contains("The loss to minimise. One of tb,", "Trajectories in one iteration. A whole number");
        String molecules = Outcome.ofLine("bench molecules --help").out().replaceAll("\\s+", " ");
        assertThat(molecules)
                .contains("before the clock starts. Default 10;", "Iterations to measure. Default 20;")
                .doesNotContain("--hidden");
    }
}
