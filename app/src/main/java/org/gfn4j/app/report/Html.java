package org.gfn4j.app.report;

import org.gfn4j.text.VisibleText;

/**
 * Text as it is written in a page.
 *
 * <p>Thread-safety: stateless.
 */
final class Html {
    private Html() {}

    /** Writes text so that it is shown as it is, with hidden characters made visible, between tags and within quoted attributes. */
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
                default -> {
                    if (VisibleText.isHidden(character)) {
                        escaped.append(VisibleText.digits(character));
                    } else {
                        escaped.append(character);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
