package org.gfn4j.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gfn4j.reward.CombinedReward.Combination;
import org.gfn4j.reward.RewardExpression.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link RewardExpression}. */
final class RewardExpressionTest {

    @Test
    void aSingleRewardIsTakenAsItIs() {
        assertThat(RewardExpression.parse(" logp:1..3 "))
                .isEqualTo(new RewardExpression(null, List.of(new Term("logp", "1..3", null, 1))));
    }

    @Test
    void aCommandGoesOnToTheEnd() {
        assertThat(RewardExpression.parse("exec:python3 'a b.py' --x 2*3 + 1"))
                .isEqualTo(
                        new RewardExpression(null, List.of(new Term("exec", "python3 'a b.py' --x 2*3 + 1", null, 1))));
    }

    @Test
    void aSumHasWeightsAndLimits() {
        assertThat(RewardExpression.parse("qed*0.5 + seh[0..8]*0.25+exec:\"./score -a\"[1e-1..-2]"))
                .isEqualTo(new RewardExpression(
                        Combination.SUM,
                        List.of(
                                new Term("qed", null, null, 0.5),
                                new Term("seh", null, new Limits(0, 8), 0.25),
                                new Term("exec", "./score -a", new Limits(0.1, -2), 1))));
    }

    @Test
    void aProductHasPowers() {
        assertThat(RewardExpression.parse("qed * tpsa:40..90^2*onnx:m.onnx[0..1]"))
                .isEqualTo(new RewardExpression(
                        Combination.PRODUCT,
                        List.of(
                                new Term("qed", null, null, 1),
                                new Term("tpsa", "40..90", null, 2),
                                new Term("onnx", "m.onnx", new Limits(0, 1), 1))));
    }

    @Test
    void limitsAloneScale() {
        assertThat(RewardExpression.parse("seh[0..8]").combination()).isEqualTo(Combination.SUM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | a reward is missing at the end",
                "qed +              | a reward is missing at the end",
                "0.5*qed            | a reward must stand where '0.5*qed' is",
                "qed*0.5 * seh      | it mixes a sum and a product",
                "qed^2 + seh        | it mixes a sum and a product",
                "qed*0              | a weight must be positive and finite, but is 0",
                "qed*-1             | a weight must be positive and finite, but is -1",
                "seh[8..8]*1        | limits must be two different finite numbers, but are 8.0 and 8.0",
                "seh[0..1e999]      | limits must be two different finite numbers, but are 0.0 and Infinity",
                "seh[0]             | '[0]' must not continue after 'seh'",
                "qed seh            | 'seh' must not continue after 'qed'",
                "exec:'a' b         | 'b' must not continue after 'exec:'a''",
            },
            quoteCharacter = '~')
    void whatIsNoRewardIsNamed(String text, String reason) {
        String given = text.equals("''") ? "" : text;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RewardExpression.parse(given))
                .withMessageStartingWith("'" + given + "' is not a reward: " + reason + "; a sum is written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "exec:python3 s.py[0..1]*0.5             | exec:\"python3 s.py\"[0..1]*0.5",
                "exec:s.py[0..1]                         | exec:\"s.py\"[0..1]",
                "qed*0.5 + exec:python3 s.py [1..0]^2    | exec:\"python3 s.py\" [1..0]^2",
                "exec:s.py[0..1]*0.5 + qed*0.5           | exec:\"s.py\"[0..1]*0.5 + qed*0.5",
                "exec:sh -c \"x; y\" -b [0..1]           | exec:'sh -c \"x; y\" -b' [0..1]",
                "exec:python3 s.py + qed*0.5             | exec:\"python3 s.py\" + qed*0.5",
                "exec:python3 s.py * qed                 | exec:\"python3 s.py\" * qed"
            })
    void whatFollowsACommandWithoutQuotesIsToldHowToBeWritten(String text, String right) {
        assertThatThrownBy(() -> RewardExpression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a reward: a command without quotes extends")
                .hasMessageContaining("put the command in quotes: " + right + ", or all of it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec:awk '{print $1 + x[0..1]}'",
                "exec:python3 'a b.py' --x 2*3 + 1",
                "exec:prog --list=[1,2]",
                "exec:'prog --range [0..1]'",
                "exec:\"prog + more\""
            })
    void commandsWithSignsStayWhatTheyAre(String text) {
        RewardExpression expression = RewardExpression.parse(text);
        assertThat(RewardExpression.parse(expression.text())).isEqualTo(expression);
    }

    @Property
    void itsTextIsReadAsItself(@ForAll("expressions") RewardExpression expression) {
        assertThat(RewardExpression.parse(expression.text())).isEqualTo(expression);
    }

    @Provide
    Arbitrary<RewardExpression> expressions() {
        Arbitrary<String> name = Arbitraries.of("qed", "seh-mini", "vina", "onnx", "exec");
        Arbitrary<String> argument = Arbitraries.strings()
                .withChars("ab/.:1 +*^[]'#e-")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !(text.contains("\"") && text.contains("'")));
        Arbitrary<Limits> limits = Combinators.combine(
                        Arbitraries.doubles().between(-10, 0),
                        Arbitraries.doubles().between(1, 1e6))
                .as(Limits::new);
        Arbitrary<Double> weight = Arbitraries.doubles().between(0.01, 1e5);
        Arbitrary<Term> combined = Combinators.combine(name, argument.injectNull(0.3), limits.injectNull(0.3), weight)
                .as(Term::new);
        return Arbitraries.oneOf(
                Combinators.combine(name, argument.injectNull(0.3))
                        .as((word, text) -> new RewardExpression(null, List.of(new Term(word, text, null, 1)))),
                Combinators.combine(
                                Arbitraries.of(Combination.class),
                                combined.list().ofMinSize(1).ofMaxSize(4))
                        .as(RewardExpression::new));
    }
}
