package org.gfn4j.app.cli;

import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * What the launcher says about standard error.
 *
 * <p>Thread-safety: stateless.
 */
public final class Terminal {
    private static final String COLUMNS = "org.gfn4j.terminal.columns";
    private static final int LENGTH_OF_WARNING = 53;
    private static final String ERASE_LINE_ABOVE = "\u001b[1A\u001b[2K";

    private Terminal() {}

    /** Returns the width of the terminal that standard error goes to; empty where it goes elsewhere. */
    static OptionalInt columns() {
        Integer columns = Integer.getInteger(COLUMNS);
        return columns == null || columns < 1 ? OptionalInt.empty() : OptionalInt.of(columns);
    }

    /**
     * Takes the JVM's announcement of an incubating module off the screen, to be called before anything is printed. No
     * option of the JVM prevents it, and nothing else is on that line.
     */
    public static void eraseModuleWarning(PrintStream err) {
        boolean announced =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        boolean alone = System.getenv("JAVA_TOOL_OPTIONS") == null && System.getenv("JDK_JAVA_OPTIONS") == null;
        boolean understood = !"dumb".equals(System.getenv("TERM"));
        if (announced && alone && understood && columns().orElse(0) >= LENGTH_OF_WARNING) {
            err.print(ERASE_LINE_ABOVE);
            err.flush();
        }
    }
}
