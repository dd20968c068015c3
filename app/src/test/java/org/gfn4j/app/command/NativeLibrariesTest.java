package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where libraries cannot be unpacked or loaded, one line says which folder fails and what to do. */
@Tag("acceptance")
class NativeLibrariesTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void requireMounts() throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt").start();
        } catch (IOException e) {
            process = new ProcessBuilder("false").start();
        }
        assumeTrue(Program.end(process) == 0, "file systems can only be mounted by root on Linux");
    }

    @ParameterizedTest
    @CsvSource({"noexec, it has no room", "size=64k, it has no room"})
    void driverOfSqlite_namesFolderAndRemedy(String mount, String reason) throws Exception {
        fails(
                mount,
                "java.io.tmpdir",
                List.of(
                        "reward",
                        "score",
                        "--reward",
                        "exec:sh letters.sh",
                        "--in",
                        "one.smi",
                        "--reward-cache",
                        "x.db"),
                "the driver of SQLite cannot load its library from the temporary folder ",
                reason,
                "JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=FOLDER");
    }

    @ParameterizedTest
    @CsvSource({"noexec, failed to map segment", "size=64k, it has no room"})
    void onnxRuntime_namesFolderAndRemedy(String mount, String reason) throws Exception {
        Files.copy(Path.of("../onnx/src/test/resources/models/ecfp.onnx"), folder.resolve("ecfp.onnx"));
        fails(
                mount,
                "java.io.tmpdir",
                List.of("reward", "score", "--reward", "onnx:ecfp.onnx", "--in", "one.smi", "--reward-cache", "none"),
                "cannot load its library from the temporary folder ",
                reason,
                "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }

    @Test
    void libtorch_namesFolderAndRemedy() throws Exception {
        fails(
                "size=64k",
                "user.home",
                List.of("reward", "score", "--reward", "seh-mini", "--in", "one.smi"),
                "cannot be unpacked into or loaded from the folder ",
                "No space left on device",
                "JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
    }

    private void fails(String mount, String property, List<String> arguments, String... parts) throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        Files.writeString(folder.resolve("letters.sh"), "while read -r s; do echo ${#s}; done\n");
        Files.writeString(folder.resolve("one.smi"), "CCN\n");
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o " + mount + " tmpfs small && exec \"$@\"", "sh"));
        ProcessBuilder builder = Program.builder(folder, arguments);
        command.addAll(builder.command());
        int classPath = command.indexOf("-cp");
        // The command line has no SLF4J, which other libraries of the tests bring.
        command.set(
                classPath + 1,
                Stream.of(command.get(classPath + 1).split(File.pathSeparator))
                        .filter(jar -> !jar.contains("slf4j"))
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(classPath, "-D" + property + "=" + small);
        Path output = folder.resolve("output");
        Process process = builder.command(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(Program.end(process)).isEqualTo(1);
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("gfn4j: ")
                .contains(small.toString())
                .contains(parts);
    }
}
