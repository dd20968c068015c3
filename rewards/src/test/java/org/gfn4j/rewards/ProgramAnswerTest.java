package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-2.5, -2.5",
        "+3., 3",
        ".5, 0.5",
        "1e3, 1000",
        "1.5E-03, 0.0015",
        "' \t7 \r', 7",
        "007, 7",
        "1e-999, 0",
        "0.1000000000000000055511151231257827, 0.1",
    })
    void aFiniteNumberIsRead(String line, double number) {
        assertThat(ProgramAnswer.number(line)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "-inf", "Infinity", "None", "null", "1,5", "0x10", "-0x1F", "1e999"})
    void whatWasMeantAsANumberIsInStep(String line) {
        assertThat(ProgramAnswer.number(line)).isEmpty();
        assertThat(ProgramAnswer.isMeantAsNumber(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ready",
                "2 models loaded",
                "1 2",
                "score: 3",
                "-",
                "e5",
                "nano",
                "1.0.3",
                "1d",
                "1_000",
                "1e"
            })
    void anythingElseMayStandBeforeTheAnswer(String line) {
        assertThat(ProgramAnswer.number(line)).isEmpty();
        assertThat(ProgramAnswer.isMeantAsNumber(line)).isFalse();
    }

    @Test
    @Timeout(10)
    void aLongLineIsReadInTimeThatGrowsWithIt() {
        assertThat(ProgramAnswer.number("1".repeat(LineReader.LONGEST) + "x")).isEmpty();
        assertThat(ProgramAnswer.number("0." + "1".repeat(LineReader.LONGEST))).isPresent();
    }
}
