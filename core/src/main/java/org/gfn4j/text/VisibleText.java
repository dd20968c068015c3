package org.gfn4j.text;

import java.util.HexFormat;

/**
 * Makes characters visible that would steer a terminal, a page or a table instead of being seen: controls (C0, DEL, C1), marks of
 * direction and other format characters, and separators of lines and paragraphs. Each becomes <code>&#92;u</code> and four
 * hexadecimal digits, such as <code>&#92;u202e</code>.
 *
 * <p>Thread-safety: stateless.
 */
public final class VisibleText {
    private VisibleText() {}

    /**
     * Tells whether a character is made visible.
     *
     * @param sign a character
     * @return whether it is one that nobody sees
     */
    public static boolean isHidden(char sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * Returns a character in digits.
     *
     * @param sign a character
     * @return six characters
     */
    public static String digits(char sign) {
        return "\\u" + HexFormat.of().toHexDigits(sign);
    }

    /**
     * Makes all of a text visible.
     *
     * @param text any text
     * @return the same without hidden characters
     */
    public static String of(String text) {
        if (text.chars().noneMatch(sign -> isHidden((char) sign))) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (isHidden(sign)) {
                visible.append(digits(sign));
            } else {
                visible.append(sign);
            }
        }
        return visible.toString();
    }

    /**
     * Makes one visible line of a text.
     *
     * @param text any text
     * @return the same, with one blank for each run of blanks, tabs and line ends, and none at its ends
     */
    public static String line(String text) {
        return of(text.replaceAll("[ \\t\\r\\n\\f\\u000b]+", " ").strip());
    }
}
