package org.gfn4j.app.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gfn4j.app.command.Main;

/** The command line in a JVM of its own, which can be killed. */
public final class Program {
    private static final long PATIENCE_SECONDS = 180;

    private Program() {}

    /**
     * Starts a process.
     *
     * @param folder its working directory
     * @param output where standard output and error go, a file that is added to
     * @param arguments the command line
     */
    public static Process start(Path folder, Path output, List<String> arguments) throws IOException {
        return builder(folder, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /**
     * Starts a process that an interrupt reaches, even where this one ignores interrupts, as what a shell runs in the
     * background does, and hands that on.
     *
     * @param folder its working directory
     * @param output where standard output and error go, a file that is added to
     * @param arguments the command line
     */
    public static Process startInterruptible(Path folder, Path output, List<String> arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = builder(folder, arguments);
        List<String> heeding = List.of("env", "--default-signal=INT");
        if (end(new ProcessBuilder(join(heeding, List.of("true"))).start()) == 0) {
            builder.command(join(heeding, builder.command()));
        }
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    /** Prepares a process. */
    public static ProcessBuilder builder(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    /** Waits for the end of a process and returns its exit status. */
    public static int end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the process has not ended within " + PATIENCE_SECONDS + " seconds");
        }
        return process.exitValue();
    }
}
