package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Where a table of comma-separated values goes.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TableOutput {
    private static final String STANDARD_OUTPUT = "-";

    @Option(names = "--out", paramLabel = "FILE", description = "Table (.csv), or - for standard output. Default -.")
    private String out = STANDARD_OUTPUT;

    private @Nullable Path target() {
        return out.equals(STANDARD_OUTPUT) ? null : FileOptions.output("--out", out, "csv");
    }

    /**
     * Checks that the table can be written, before it is made.
     *
     * @throws WrongOptionException if it cannot; the message names the option and says why
     */
    public void check() {
        target();
    }

    /** Writes the table. */
    public void write(String table, CommandLine line) {
        Path target = target();
        if (target == null) {
            PrintWriter standard = line.getOut();
            standard.print(table);
            standard.flush();
        } else {
            FileOptions.write(target, table.getBytes(StandardCharsets.UTF_8));
            line.getErr().println("gfn4j: wrote " + target);
        }
    }
}
