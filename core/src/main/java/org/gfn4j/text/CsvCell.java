package org.gfn4j.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in a cell of comma-separated values, so that a spreadsheet shows it and calculates nothing, and reading gives it back
 * exactly. What begins with {@code =}, {@code +}, {@code -} or {@code @}, also in full width, and is not a number gets an apostrophe
 * in front, after any that are there. Hidden characters are written as {@link VisibleText} does, and of a backslash that could be
 * taken for the beginning of one the digits, too.
 *
 * <p>Quotes around a cell are up to whoever writes the row.
 *
 * <p>Thread-safety: stateless.
 */
public final class CsvCell {
    private static final String SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]";
    private static final Pattern FORMULA = Pattern.compile("'*" + SIGNS + ".*");
    private static final Pattern DEFUSED = Pattern.compile("'+" + SIGNS + ".*");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern DIGITS = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Pattern AMBIGUOUS = Pattern.compile("\\\\(?=u[0-9a-f]{4})");

    private CsvCell() {}

    /**
     * Makes a cell of a text.
     *
     * @param text any text
     * @return what is to stand in the cell, in one line
     */
    public static String encode(String text) {
        String plain = text.indexOf('\\') < 0
                ? text
                : AMBIGUOUS.matcher(text).replaceAll(Matcher.quoteReplacement(VisibleText.digits('\\')));
        return defuse(plain);
    }

    /**
     * Makes a cell of words that nobody reads back into more than words, such as a message.
     *
     * @param words any text
     * @return what is to stand in the cell, in one line, with hidden characters written in digits
     */
    public static String defuse(String words) {
        String visible = VisibleText.of(words);
        return FORMULA.matcher(visible).matches() && !NUMBER.matcher(visible).matches() ? "'" + visible : visible;
    }

    /**
     * Reads words.
     *
     * @param cell what {@link #defuse} has made
     * @return the words as they can be seen
     */
    public static String words(String cell) {
        return DEFUSED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /**
     * Reads the text of a cell.
     *
     * @param cell what {@link #encode} has made, or a cell that somebody else has written
     * @return the text
     */
    public static String decode(String cell) {
        String text = words(cell);
        return text.indexOf('\\') < 0
                ? text
                : DIGITS.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
