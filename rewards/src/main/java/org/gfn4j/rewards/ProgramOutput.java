package org.gfn4j.rewards;

/**
 * A piece of what a program prints.
 *
 * @param kind what it is
 * @param text the line without its end; at the end of the output, what has been printed of a line that has no end
 */
record ProgramOutput(Kind kind, String text) {
    enum Kind {
        LINE,
        OVERLONG,
        END
    }

    boolean isCleanEnd() {
        return kind == Kind.END && text.isEmpty();
    }
}
