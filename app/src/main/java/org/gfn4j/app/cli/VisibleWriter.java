package org.gfn4j.app.cli;

import java.io.PrintWriter;
import org.gfn4j.text.VisibleText;

/**
 * Prints to a terminal, whatever a text was quoted from: hidden characters but for line ends and tabs are made visible. In JSON
 * that is another spelling of the same string.
 *
 * <p>Thread-safety: as a {@link PrintWriter}.
 */
public final class VisibleWriter extends PrintWriter {

    /** Makes a writer in front of another. */
    public VisibleWriter(PrintWriter terminal) {
        super(terminal, true);
    }

    private static boolean passes(CharSequence text, int at) {
        char sign = text.charAt(at);
        return sign == '\n'
                || sign == '\t'
                || (sign == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n')
                || !VisibleText.isHidden(sign);
    }

    @Override
    public void write(int sign) {
        write(String.valueOf((char) sign), 0, 1);
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) {
        String part = text.substring(from, from + length);
        StringBuilder visible = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char sign = part.charAt(i);
            if (passes(part, i)) {
                visible.append(sign);
            } else {
                visible.append(VisibleText.digits(sign));
            }
        }
        super.write(visible.toString(), 0, visible.length());
    }
}
