package org.gfn4j.rewards;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gfn4j.storage.Sha256;

/**
 * Writes texts so that a database takes them, different ones differently. The sign ␛ stands before the four hexadecimal digits of
 * what cannot be there: NUL, halves of characters, and the sign itself.
 */
final class CacheText {
    /** An index of PostgreSQL takes rows of up to 2,704 bytes. */
    private static final int LONGEST_KEY = 1_200;

    private static final int LONGEST_IDENTITY = 2_400;
    private static final int DIGEST_BYTES = 80;
    private static final char ESCAPE = '␛';
    private static final Pattern ESCAPED = Pattern.compile(ESCAPE + "([0-9a-f]{4})");

    private CacheText() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == 0
                    || point == ESCAPE
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
                encoded.append(ESCAPE).append(HexFormat.of().toHexDigits((char) point));
            } else {
                encoded.appendCodePoint(point);
            }
        });
        return encoded.toString();
    }

    static String decode(String encoded) {
        return ESCAPED.matcher(encoded)
                .replaceAll(match ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(match.group(1)))));
    }

    /** Returns a text for one of two columns of an index; the end of a long one is its digest. */
    static String key(String text) {
        return shortened(encode(text), LONGEST_KEY);
    }

    /** Returns a text for the only column of an index; the end of a long one is its digest. */
    static String identity(String text) {
        return shortened(encode(text), LONGEST_IDENTITY);
    }

    private static String shortened(String text, int longest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= longest) {
            return text;
        }
        int end = longest - DIGEST_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + ESCAPE + "#" + Sha256.of(bytes);
    }
}
