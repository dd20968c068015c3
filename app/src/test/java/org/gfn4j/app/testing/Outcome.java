package org.gfn4j.app.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.command.Main;

/** What a command line gave back, run in this JVM. */
public record Outcome(int status, String out, String err) {

    public static Outcome of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
        return new Outcome(status, out.toString(), err.toString());
    }

    public static Outcome of(List<String> arguments) {
        return of(arguments.toArray(String[]::new));
    }

    /** Splits a line at its blanks. */
    public static Outcome ofLine(String line) {
        return of(line.split(" "));
    }

    /** Returns the lines of a dry run, without the layers that their values come from. */
    public Stream<String> settings() {
        return out.lines().map(line -> line.replaceFirst(" +#.*", ""));
    }

    public String message() {
        return err.lines().findFirst().orElse("");
    }
}
