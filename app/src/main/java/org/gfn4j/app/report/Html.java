package org.gfn4j.app.report;

/**
 * Text as it is written in a page.
 *
 * <p>Thread-safety: stateless.
 */
final class Html {
    private static final char FIRST_PRINTABLE = ' ';
    private static final char REPLACEMENT = '\uFFFD';

    private Html() {}

    /** Writes text so that it is shown as it is, between tags and within quoted attributes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append(character);
                default -> escaped.append(character < FIRST_PRINTABLE ? REPLACEMENT : character);
            }
        }
        return escaped.toString();
    }
}
