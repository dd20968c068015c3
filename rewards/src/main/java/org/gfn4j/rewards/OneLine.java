package org.gfn4j.rewards;

import org.gfn4j.text.VisibleText;

/** Makes what a program has printed fit to be quoted in a message: one line in which all is visible, and short. */
final class OneLine {
    private OneLine() {}

    /** Returns at most so many characters of the beginning. */
    static String head(String text, int most) {
        String line = clean(text);
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    /** Returns at most so many characters of the end. */
    static String tail(String text, int most) {
        String line = clean(text);
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : "…" + line.substring(line.offsetByCodePoints(0, length - most));
    }

    private static String clean(String text) {
        return VisibleText.line(text);
    }
}
