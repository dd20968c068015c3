package org.gfn4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.gfn4j.testing.SlowestTests.Timed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlowestTestsTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path root;

    private void report(String folder, Instant written, String text) throws IOException {
        Path reports = Files.createDirectories(root.resolve(folder).resolve("surefire-reports"));
        Path file = Files.writeString(reports.resolve("TEST-org.gfn4j.Some.xml"), text);
        Files.setLastModifiedTime(file, FileTime.from(written));
    }

    @Test
    void readsWhatThisBuildHasReported() throws IOException {
        report("core/target", START, "<testsuite><testcase classname='A' name='a &amp; b' time='0.5'/></testsuite>");
        report(
                "app/target/quality/target",
                START.plusSeconds(9),
                "<testsuite><testcase classname='B' name='b' time='1,000.25'><failure/></testcase></testsuite>");
        report(
                "app/target",
                START.minusSeconds(1),
                "<testsuite><testcase classname='C' name='c' time='9'/></testsuite>");
        assertThat(SlowestTests.read(root, START))
                .containsExactly(new Timed("B#b", 1_000.25), new Timed("A#a & b", 0.5));
    }

    @Test
    void printsTwentyOfThem() {
        List<Timed> tests =
                IntStream.range(0, 25).mapToObj(i -> new Timed("T" + i, 25 - i)).toList();
        assertThat(SlowestTests.describe(tests).lines())
                .hasSize(21)
                .startsWith("The slowest of 25 tests:", "    25.0 s  T0")
                .endsWith("     6.0 s  T19");
    }

    @Test
    void refusesATestThatTakesTooLong() {
        List<Timed> tests = List.of(new Timed("A#a", 20.5), new Timed("B#b", 20));
        assertThatIllegalStateException()
                .isThrownBy(() -> SlowestTests.check(tests, 20))
                .withMessageContaining("A#a")
                .withMessageNotContaining("B#b");
        assertThatCode(() -> SlowestTests.check(tests, Double.POSITIVE_INFINITY))
                .doesNotThrowAnyException();
    }
}
