package org.gfn4j.app.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.method.MixOption.Part;
import org.gfn4j.sampling.LinearSchedule;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.training.TargetUpdate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of options that have a form of their own. */
class OffPolicyValuesTest {

    private static Object convert(ITypeConverter<?> converter, String text) throws Exception {
        return converter.convert(text);
    }

    private static void assertRefused(ITypeConverter<?> converter, String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "' is not " + ((Allowing<?>) converter).allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        ".5, 0.5",
        "5e-1, 0.5",
        "0.5:0, 0.5:0",
        "1:1, 1:1",
        "0:0:5, 0:0:5",
        ".25:0.75:2000, 0.25:0.75:2000",
        "1e-3:0:1000000000, 0.001:0:1000000000"
    })
    void schedule_isReadAndWritten(String text, String written) throws Exception {
        ScheduleOption.Share converter = new ScheduleOption.Share();
        Object value = convert(converter, text);
        assertThat(value).hasToString(written);
        assertThat(convert(converter, written)).isEqualTo(value);
        assertThat(convert(converter, ((ScheduleOption) value).setting().toString()))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "0:",
                ":0",
                "0.5:0:",
                "0.5:0:0",
                "0.5:0:-1",
                "0.5:0:1.5",
                "0.5:0:1000000001",
                "0:0:0:0",
                "2",
                "-1",
                "0:2",
                "NaN",
                "0:NaN",
                "a:b",
                "0,5",
                "0 : 1",
                "0.5;0"
            })
    void scheduleOfAnotherForm_isRefused(String text) {
        assertRefused(new ScheduleOption.Share(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1:0", "0:1", "1e7", "Infinity", "-1:1"})
    void temperatureThatIsNotAboveZero_isRefused(String text) {
        assertRefused(new ScheduleOption.Temperature(), text);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 0.5", "0.5:0, 0.5, 0", "0.5:0:10, 0.5, 0", "0:1:200, 0, 0.5"})
    void schedule_goesFromTheStartToTheEnd(String text, double first, double last) throws Exception {
        LinearSchedule schedule = new ScheduleOption.Share().convert(text).schedule(100);
        assertThat(schedule.at(0)).isEqualTo(first);
        assertThat(schedule.at(100)).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo:1", "top:1000", "prioritised:10000000"})
    void replay_isReadAndWritten(String text) throws Exception {
        ReplayOption.Converter converter = new ReplayOption.Converter();
        assertThat(convert(converter, text)).hasToString(text);
        assertThat(convert(converter, "top:1000")).isEqualTo(new ReplayOption(ReplayBuffer.Kind.TOP, 1000));
        assertThat(converter.convert("none")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fifo",
                "fifo:",
                ":5",
                "fifo:0",
                "fifo:-1",
                "fifo:1.5",
                "fifo:10000001",
                "FIFO:5",
                "lifo:5",
                "top:5:5",
                "top: 5",
                "1000"
            })
    void replayOfAnotherForm_isRefused(String text) {
        assertRefused(new ReplayOption.Converter(), text);
    }

    @ParameterizedTest
    @CsvSource({"none, none", "ema:.05, ema:0.05", "ema:1, ema:1", "copy:1, copy:1", "copy:1000000000, copy:1000000000"
    })
    void target_isReadAndWritten(String text, String written) throws Exception {
        TargetOption.Converter converter = new TargetOption.Converter();
        Object value = convert(converter, text);
        assertThat(value).hasToString(written);
        assertThat(convert(converter, written)).isEqualTo(value);
        assertThat(converter.convert("copy:7").update()).contains(new TargetUpdate.Copy(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "None",
                "ema",
                "ema:",
                "ema:0",
                "ema:1.1",
                "ema:NaN",
                "copy",
                "copy:0",
                "copy:-1",
                "copy:1.5",
                "copy:x",
                "none:1",
                "ema:.5:1"
            })
    void targetOfAnotherForm_isRefused(String text) {
        assertRefused(new TargetOption.Converter(), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy=1|policy=1",
                "policy=.5,replay=.5|policy=0.5,replay=0.5",
                "uniform-terminal=.25,data=.25,policy=0.5|policy=0.5,data=0.25,uniform-terminal=0.25",
                "data=1e-1,policy=.9|policy=0.9,data=0.1"
            })
    void mix_isReadAndWritten(String text, String written) throws Exception {
        MixOption.Converter converter = new MixOption.Converter();
        Object value = convert(converter, text);
        assertThat(value).hasToString(written);
        assertThat(convert(converter, written)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "policy",
                "policy=",
                "=1",
                "policy=1,",
                "policy=.5",
                "policy=.5,policy=.5",
                "policy=.5,replay=.6",
                "policy=1,replay=0",
                "policy=2,replay=-1",
                "policy=NaN",
                "Policy=1",
                "other=1",
                "policy=.5;replay=.5",
                "policy=.5, replay=.5"
            })
    void mixOfAnotherForm_isRefused(String text) {
        assertRefused(new MixOption.Converter(), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy=.5,replay=.5|16|8,8",
                "policy=.5,replay=.25,data=.25|16|8,4,4",
                "policy=.5,replay=.5|5|3,2",
                "policy=.6,replay=.4|4|2,2",
                "policy=.7,replay=.1,data=.1,uniform-terminal=.1|10|7,1,1,1",
                "policy=.99,replay=.01|4|4,0"
            })
    void rows_areTheSharesOfABatch(String shares, int batch, String rows) throws Exception {
        assertThat(new MixOption.Converter().convert(shares).rows(batch).values())
                .extracting(String::valueOf)
                .isEqualTo(List.of(rows.split(",")));
    }

    /** Shares that sum to 1, or nearly, as they may on a command line. */
    @Provide
    Arbitrary<MixOption> mixes() {
        Arbitrary<Map<Part, Integer>> weights = Arbitraries.maps(
                        Arbitraries.of(Part.class), Arbitraries.integers().between(1, 1000))
                .ofMinSize(1);
        return Combinators.combine(weights, Arbitraries.integers().between(-9, 9))
                .as((of, tenths) -> mix(of, 1 + 1e-7 * tenths));
    }

    private static MixOption mix(Map<Part, Integer> weights, double scale) {
        double sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        Map<Part, Double> shares = new EnumMap<>(Part.class);
        weights.forEach((part, weight) -> shares.put(part, Math.min(1, weight * scale / sum)));
        return new MixOption(shares);
    }

    @Property(tries = 500)
    void rows_sumToTheBatchAndAreNearTheirShares(
            @ForAll("mixes") MixOption mix, @ForAll @IntRange(min = 1, max = 1_000_000) int batch) {
        Map<Part, Integer> rows = mix.rows(batch);
        assertThat(rows.keySet()).isEqualTo(mix.shares().keySet());
        assertThat(rows.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(batch);
        rows.forEach((part, count) -> assertThat(count - batch * mix.shares().get(part))
                .as(part + " of " + mix)
                .isBetween(-2.0, 2.0));
    }

    @Property(tries = 200)
    void mix_isReadAsItIsWritten(@ForAll("mixes") MixOption mix) throws Exception {
        assertThat(convert(new MixOption.Converter(), mix.toString())).isEqualTo(mix);
    }

    @Property(tries = 15)
    void equalShares_areReadAsTheyAreWritten(@ForAll("parts") Set<Part> parts) throws Exception {
        MixOption mix = MixOption.equal(parts);
        assertThat(convert(new MixOption.Converter(), mix.toString())).isEqualTo(mix);
        assertThat(mix.rows(12 * parts.size()).values()).containsOnly(12);
    }

    @Provide
    Arbitrary<Set<Part>> parts() {
        return Arbitraries.of(Part.class).set().ofMinSize(1);
    }
}
