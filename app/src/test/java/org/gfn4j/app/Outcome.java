package org.gfn4j.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command line gave back, run in this JVM. */
record Outcome(int status, String out, String err) {

    static Outcome of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
        return new Outcome(status, out.toString(), err.toString());
    }

    static Outcome of(List<String> arguments) {
        return of(arguments.toArray(String[]::new));
    }

    /** Splits a line at its blanks. */
    static Outcome ofLine(String line) {
        return of(line.split(" "));
    }

    String message() {
        return err.lines().findFirst().orElse("");
    }
}
