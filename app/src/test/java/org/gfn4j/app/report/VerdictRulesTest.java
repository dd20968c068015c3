package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.app.report.Verdict.Level;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

class VerdictRulesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static Verdict judge(String figures, String... metrics) {
        return VerdictRules.judge(
                Aim.MODEL,
                json(figures),
                Arrays.stream(metrics).map(VerdictRulesTest::json).toList());
    }

    private static String exact(double variation, String divergence, double floor) {
        return "{'exactTotalVariation':" + variation + ",'exactKlTargetModel':" + divergence
                + ",'visited':{'window':16000,'l1SumFloor':" + floor + "}}";
    }

    private static String line(int iterations, double variation) {
        return "{'iterations':" + iterations + ",'exactTotalVariation':" + variation + "}";
    }

    /** Figures of runs on the default hypergrid: 12,500 iterations, 1,000, 20, and 1,000 at learning rates of .1 and 10. */
    @ParameterizedTest
    @CsvSource({
        "0.0028, 0.0001, 0.044, GOOD",
        "0.0181, 0.001, 0.044, GOOD",
        "0.022, 0.001, 0.044, GOOD",
        "0.023, 0.001, 0.044, NOT_CONVERGED",
        "0.02, 0.001, 0.001, GOOD", // a small space, where a perfect sampler shows less
        "0.05, 0.01, 0.6845, GOOD",
        "0.051, 0.01, 0.6845, NOT_CONVERGED", // few visits do not excuse it
        "0.1254, 0.0819, 0.1383, NOT_CONVERGED",
        "0.918, 5.956, 0.6845, NOT_CONVERGED",
        "0.9969, 396.6, 0.1383, COLLAPSED",
        "0.9969, 6.259e7, 0.1383, COLLAPSED",
        "0.9969, null, 0.1383, COLLAPSED", // which is infinite
        "0.9375, 27.08, 0.0686, COLLAPSED", // one mode of 16, and a loss of 1e-5
        "0.4, 27.08, 0.0686, NOT_CONVERGED"
    })
    void exactDistancesDecideWhereThereAreAny(double variation, String divergence, double floor, Level level) {
        Verdict verdict = judge(exact(variation, divergence, floor));
        assertThat(verdict.level()).isEqualTo(level);
        assertThat(verdict.sentence()).contains(Numbers.significant(variation, 3));
    }

    @Test
    void whatFellSinceHalfWayMayFallFurther() {
        String last = exact(0.9, "30", 0.1);
        Verdict falling = judge(last, line(20, 0.999), line(500, 0.997), line(520, 0.95), line(1000, 0.89));
        assertThat(judge(last, line(20, 0.95), line(520, 0.93), line(1000, 0.9)).level())
                .isEqualTo(Level.COLLAPSED);
        assertThat(falling.level()).isEqualTo(Level.COLLAPSED); // from .997 by less than a tenth
        Verdict better = judge(exact(0.6, "30", 0.1), line(20, 0.999), line(500, 0.997), line(1000, 0.6));
        assertThat(better.level()).isEqualTo(Level.NOT_CONVERGED);
        assertThat(better.sentence()).contains("0.997 half-way, so more iterations should help");
    }

    /** One mode of four in the tutorial, where no object that is visited tells of the others. */
    @Test
    void aModelAtRestFarFromTheTargetHasCollapsed() {
        String missed = exact(0.75, "12.4", 0.0408);
        assertThat(judge(missed).level()).isEqualTo(Level.NOT_CONVERGED);
        assertThat(judge("{'loss':1.479e-5," + missed.substring(1)).level()).isEqualTo(Level.COLLAPSED);
        assertThat(judge("{'loss':0.4978," + missed.substring(1)).level()).isEqualTo(Level.NOT_CONVERGED);
        String estimated = "{'estimates':{'logZ':1.3868,'evidenceLowerBound':1.3867}," + missed.substring(1);
        assertThat(judge(estimated).level()).isEqualTo(Level.COLLAPSED);
        assertThat(judge("{'loss':1e-5," + missed.substring(1), line(100, 0.9), line(150, 0.9), line(300, 0.75))
                        .level())
                .isEqualTo(Level.NOT_CONVERGED); // which is falling
    }

    @Test
    void visitsDecideOnChains() {
        List<JsonNode> none = List.of();
        Verdict far =
                VerdictRules.judge(Aim.CHAINS, json("{'visited':{'l1Sum':0.5,'l1SumFloor':0.2,'window':16000}}"), none);
        assertThat(far.level()).isEqualTo(Level.NOT_CONVERGED);
        assertThat(far.sentence()).contains("16,000 visits", "0.5", "0.2");
        assertThat(VerdictRules.judge(
                                Aim.CHAINS, json("{'visited':{'l1Sum':0.3,'l1SumFloor':0.2,'window':16000}}"), none)
                        .level())
                .isEqualTo(Level.GOOD);
        Verdict unknown = VerdictRules.judge(Aim.CHAINS, json("{'visited':{'l1Sum':null,'window':16000}}"), none);
        assertThat(unknown.level()).isEqualTo(Level.UNKNOWN);
        assertThat(unknown.sentence()).contains("not enumerated");
    }

    @Test
    void methodsWithAnotherAimAreNotJudgedByDistances() {
        Verdict verdict = VerdictRules.judge(Aim.OTHER, json(exact(0.99, "null", 0.1)), List.of());
        assertThat(verdict.level()).isEqualTo(Level.NOT_APPLICABLE);
        assertThat(verdict.sentence()).contains("does not aim").doesNotContain("0.99");
        assertThat(VerdictRules.judge(Aim.OTHER, json("{'visited':{'modesFound':3,'modes':16}}"), List.of())
                        .sentence())
                .endsWith("what it has found, 3 of 16 modes.");
    }

    private static String estimated(double bound, double effective, double learned, int distinct, int modes) {
        return "{'exactTotalVariation':null,'loss':1,'logZ':" + learned + ",'logZIsEstimate':false,"
                + "'visited':{'window':8000,'distinct':" + distinct + ",'modesFound':" + modes + ",'modes':256},"
                + "'estimates':{'trajectories':1000,'logZ':9.7,'evidenceLowerBound':" + bound
                + ",'effectiveSampleSize':" + effective + "}}";
    }

    @ParameterizedTest
    @CsvSource({
        "9.6, 850, 9.66, 7900, 256, GOOD",
        "9.6, 850, 9.66, 15, 256, GOOD", // a small space
        "9.6, 850, 9.66, 7900, 0, NOT_CONVERGED", // modes that have not been met
        "9.5, 850, 9.66, 7900, 256, NOT_CONVERGED", // the gap of the bounds
        "9.6, 799, 9.66, 7900, 256, NOT_CONVERGED", // few effective samples
        "9.6, 850, 34.7, 7900, 256, NOT_CONVERGED", // log Z is 25 nats off
        "9.6, 850, 34.7, 15, 256, COLLAPSED",
        "0, 3, 9.66, 400, 256, COLLAPSED",
        "0, 3, 9.66, 401, 256, NOT_CONVERGED"
    })
    void estimatesDecideWhereTheSpaceIsNotEnumerated(
            double bound, double effective, double learned, int distinct, int modes, Level level) {
        assertThat(judge(estimated(bound, effective, learned, distinct, modes)).level())
                .isEqualTo(level);
    }

    @Test
    void goodEstimatesSayWhatTheyCannotSee() {
        assertThat(judge(estimated(9.6, 850, 9.66, 7900, 256)).sentence()).contains("never draws cannot be seen");
        assertThat(judge(estimated(9.6, 850, 9.66, 7900, 3)).sentence()).contains("3 of 256 modes");
    }

    @Test
    void anEstimatedLogZIsNotHeldAgainstAnotherEstimate() {
        String own = estimated(9.6, 850, 12, 7900, 256).replace("'logZIsEstimate':false", "'logZIsEstimate':true");
        assertThat(judge(own).level()).isEqualTo(Level.GOOD);
    }

    @Test
    void anInfiniteBoundIsFar() {
        Verdict verdict = judge(estimated(9.6, 850, 9.66, 7900, 256).replace("'evidenceLowerBound':9.6,", ""));
        assertThat(verdict.level()).isEqualTo(Level.NOT_CONVERGED);
        assertThat(verdict.sentence()).contains("infinitely far");
    }

    @ParameterizedTest
    @CsvSource({"30, 2.9, UNKNOWN", "30, 3.1, NOT_CONVERGED", "8000, 715, NOT_CONVERGED", "8000, 99, UNKNOWN"})
    void elsewhereTheLossTellsWhatIsNotYetGood(double first, double last, Level level) {
        Verdict verdict = judge("{'loss':" + last + "}", "{'loss':" + first + "}", "{'loss':" + last + "}");
        assertThat(verdict.level()).isEqualTo(level);
        assertThat(verdict.sentence()).contains(Numbers.significant(first, 3), Numbers.significant(last, 3));
    }

    @Test
    void missingFiguresAreNoFailure() {
        for (Aim aim : List.of(Aim.MODEL, Aim.CHAINS)) {
            assertThat(VerdictRules.judge(aim, MissingNode.getInstance(), List.of())
                            .level())
                    .isEqualTo(Level.UNKNOWN);
            assertThat(VerdictRules.judge(aim, json("{}"), List.of(json("{}"))).level())
                    .isEqualTo(Level.UNKNOWN);
            assertThat(VerdictRules.judge(aim, json("[]"), List.of()).level()).isEqualTo(Level.UNKNOWN);
        }
        assertThat(judge("{'loss':1}", "{'loss':1}").level()).isEqualTo(Level.UNKNOWN); // one line has no course
    }

    /** Every figure is left out, is null and is text, one at a time. */
    @Test
    void noFigureIsNeeded() {
        List<String> whole = List.of(exact(0.9, "30", 0.1), estimated(0, 3, 9.66, 15, 256), "{'loss':3,'logZ':1}");
        List<Verdict> verdicts = new ArrayList<>();
        for (String text : whole) {
            ObjectNode figures = (ObjectNode) json(text);
            for (String pointer : pointers(figures, "")) {
                for (JsonNode value : List.of(MissingNode.getInstance(), json("null"), json("'NaN'"))) {
                    ObjectNode changed = figures.deepCopy();
                    int slash = pointer.lastIndexOf('/');
                    ObjectNode parent = (ObjectNode) changed.at(pointer.substring(0, slash));
                    if (value.isMissingNode()) {
                        parent.remove(pointer.substring(slash + 1));
                    } else {
                        parent.set(pointer.substring(slash + 1), value);
                    }
                    verdicts.add(VerdictRules.judge(Aim.MODEL, changed, List.of(changed, changed)));
                    verdicts.add(VerdictRules.judge(Aim.CHAINS, changed, List.of()));
                }
            }
        }
        assertThat(verdicts)
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        verdict -> assertThat(verdict.sentence()).endsWith(".").doesNotContain("null", "NaN"));
    }

    private static List<String> pointers(JsonNode node, String prefix) {
        List<String> pointers = new ArrayList<>();
        node.propertyNames().forEach(name -> {
            pointers.add(prefix + "/" + name);
            pointers.addAll(pointers(node.path(name), prefix + "/" + name));
        });
        return pointers;
    }

    @Test
    void aVerdictIsAWordAndASentence() {
        Verdict verdict = new Verdict(Level.NOT_CONVERGED, "It is far off.");
        assertThat(verdict.text()).isEqualTo("not converged: It is far off.");
        assertThat(verdict.json()).containsEntry("level", "not-converged").containsEntry("sentence", "It is far off.");
    }
}
