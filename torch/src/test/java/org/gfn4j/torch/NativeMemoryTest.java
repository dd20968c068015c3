package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native memory stays flat over 10,000 iterations, without the garbage collector's help. */
@Tag("acceptance")
final class NativeMemoryTest {
    private static final long SLACK_KILOBYTES = 8 * 1024;

    @Test
    void noPointerIsLeft() throws Exception {
        assertThat(run(1_000, "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0").get(0))
                .isZero();
    }

    @Test
    void theProcessDoesNotGrow() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "memory is read from /proc");

        List<Long> changes =
                run(10_000, "-Dorg.bytedeco.javacpp.nopointergc=true", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

        assertThat(changes.get(1)).isLessThan(SLACK_KILOBYTES);
    }

    private static List<Long> run(int iterations, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // a small heap that is there from the start, so that the process can only grow by native memory
        command.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MemoryProgram.class.getName()));
        command.add(String.valueOf(iterations));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().map(Long::valueOf).toList();
    }
}
