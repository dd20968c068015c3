package org.gfn4j.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gfn4j.app.reward.RewardRows.Row;
import org.gfn4j.reward.RewardDetail;
import org.gfn4j.text.VisibleText;
import org.junit.jupiter.api.Test;

/** Tests {@link RewardRows}. */
class RewardRowsTest {
    private static final RewardRows ROWS = new RewardRows(List.of("docking score (kcal/mol)", "exec:sh \"a, b\""));

    @Property
    void whatIsWrittenIsRead(@ForAll("rows") List<Row> rows) {
        String text = ROWS.header() + rows.stream().map(ROWS::text).collect(Collectors.joining());
        assertThat(ROWS.read(new StringReader(text))).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("aC(=O)\",; '\n{}[]é#+-@\t\r\\u0025e\u202e\u001b")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<Double> number = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e300, 1e300).ofScale(20), Arbitraries.of(0.0, -7.4, Double.MIN_VALUE));
        Arbitrary<Double> part = Arbitraries.oneOf(number, Arbitraries.of(Double.NaN));
        Arbitrary<RewardDetail> detail = Combinators.combine(
                        part, part, text.map(VisibleText::of).injectNull(0.5))
                .as((first, second, failure) -> new RewardDetail(List.of(first, second), failure));
        Arbitrary<Double> reward = Arbitraries.oneOf(number, Arbitraries.of(Double.NEGATIVE_INFINITY));
        return Combinators.combine(Arbitraries.longs().between(0, 1_000_000), text, reward, detail, text)
                .as(Row::new)
                .list()
                .ofMaxSize(5);
    }

    @Test
    void partsOfOneNameHaveColumnsOfTheirOwn() {
        assertThat(new RewardRows(List.of("qed", "qed", "rawReward")).header())
                .isEqualTo("iteration,object,rawReward,qed,qed (part 2),rawReward (part 3),failure,state\n");
    }

    @Test
    void numberedRowsHaveNoStates() {
        RewardRows rows = RewardRows.numbered(List.of("qed"), false);
        assertThat(rows.header() + rows.text(new Row(3, "CCO", 0.5, new RewardDetail(List.of(0.25), null), "unused")))
                .isEqualTo("index,object,reward,qed,failure\n3,CCO,0.5,0.25,\n");
    }

    @Test
    void aSpreadsheetCalculatesNothing() {
        RewardRows rows = new RewardRows(List.of("=qed"));
        Row row = new Row(3, "=1+1", -0.5, new RewardDetail(List.of(-7.25), "@a\u202e\u001b[31m"), "-2");
        String text = rows.header() + rows.text(row);
        assertThat(text).isEqualTo("""
                        iteration,object,rawReward,'=qed,failure,state
                        3,'=1+1,-0.5,-7.25,'@a\\u202e\\u001b[31m,-2
                        """);
        assertThat(rows.read(new StringReader(text)))
                .containsExactly(
                        new Row(3, "=1+1", -0.5, new RewardDetail(List.of(-7.25), "@a\\u202e\\u001b[31m"), "-2"));
    }

    @Test
    void whatIsNoRowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ROWS.read(new StringReader(ROWS.header() + "x,CCO,1,2,3,,a\n")));
    }
}
