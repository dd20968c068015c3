package org.gfn4j.molecules.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RewardNameTest {

    @ParameterizedTest
    @CsvSource({
        "seh, seh",
        "seh-mini, seh-mini",
        "qed, qed",
        "logp, logp:1..3",
        "tpsa, tpsa:40..90",
        "weight, weight:250..450",
        "logp:-0.5..2, logp:-0.5..2",
        "logp:2..2, logp:2..2",
        "tpsa:..90, tpsa:..90",
        "weight:1e2.., weight:100.."
    })
    void name_isReadAndWritten(String text, String written) {
        RewardName name = RewardName.parse(text);
        assertThat(name.text()).isEqualTo(written);
        assertThat(RewardName.parse(written)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "vina | a reward is one of seh, seh-mini, proxy, qed, logp, tpsa, weight, but not 'vina'",
                "QED | a reward is one of seh, seh-mini, proxy, qed, logp, tpsa, weight, but not 'QED'",
                "qed:0..1 | the reward 'qed' has no range, but is 'qed:0..1'",
                "logp: | 'logp:' has no range after its colon; a range is written LOW..HIGH",
                "logp:.. | 'logp:..' has no range after its colon",
                "logp:1-3 | 'logp:1-3' has no range after its colon",
                "logp:3..1 | the range of 'logp:3..1' ends before it starts",
                "logp:a..1 | 'a' in 'logp:a..1' is not a finite number",
                "logp:1..NaN | 'NaN' in 'logp:1..NaN' is not a finite number",
                "logp:1..2f | '2f' in 'logp:1..2f' is not a finite number",
                "logp:1..1e999 | '1e999' in 'logp:1..1e999' is not a finite number"
            })
    void wrongName_isRefused(String text, String message) {
        assertThatThrownBy(() -> RewardName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @EnumSource(RewardKind.class)
    void everyReward_hasAScaleThatLiftsWhatIsImpossible(RewardKind kind) {
        assertThat(kind.defaults().scale().liftsNegative()).isTrue();
        assertThat(kind.defaults().scale().floor()).isPositive();
    }

    @Test
    void rangeWhereThereIsNone_isRefused() {
        assertThatThrownBy(() -> new RewardName(RewardKind.QED, RewardKind.LOGP.range()))
                .hasMessageStartingWith("'qed' has no range");
        assertThatThrownBy(() -> new RewardName(RewardKind.LOGP, null)).hasMessage("'logp' must have a range");
    }
}
