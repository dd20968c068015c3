package org.gfn4j.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gfn4j.app.command.Main;

/**
 * Runs one command line after another in one JVM. {@link #writeClient} makes a program that takes the place of the launcher:
 * it hands its arguments over through a named pipe, prints what the command has printed and exits with its status.
 */
public final class CommandServer {
    private static final String ARGUMENTS = "arguments";
    private static final String STATUS = "status";
    private static final String OUT = "out";
    private static final String ERR = "err";

    private CommandServer() {}

    /** Serves until it is killed; the argument is the folder with the pipes. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        while (true) {
            List<String> line = Files.readAllLines(folder.resolve(ARGUMENTS), Charset.defaultCharset());
            int status = 1;
            try (PrintWriter out = new PrintWriter(folder.resolve(OUT).toFile(), Charset.defaultCharset());
                    PrintWriter err = new PrintWriter(folder.resolve(ERR).toFile(), Charset.defaultCharset())) {
                try {
                    status = Main.run(line.toArray(String[]::new), out, err);
                } catch (Throwable e) { // as a JVM of its own would end
                    err.print("Exception in thread ");
                    e.printStackTrace(err);
                }
            }
            Files.writeString(folder.resolve(STATUS), status + "\n");
        }
    }

    /** Makes the pipes. */
    public static void makePipes(Path folder) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(
                        "mkfifo",
                        folder.resolve(ARGUMENTS).toString(),
                        folder.resolve(STATUS).toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
    }

    /** Writes the program; no argument may hold a line break. */
    public static void writeClient(Path folder, Path program) throws IOException {
        Files.writeString(program, """
                #!/bin/sh
                cd '%s' || exit 1
                for argument; do printf '%%s\\n' "$argument"; done >arguments
                read -r status <status || exit 1
                cat err >&2
                cat out
                exit "$status"
                """.formatted(folder));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
