package org.gfn4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes texts visible, and cells of tables that spreadsheets leave alone. */
final class TextTest {
    @ParameterizedTest
    @ValueSource(
            chars = {
                0, 7, 8, '\t', '\n', '\r', 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e,
                0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff
            })
    void whatNobodySeesIsWrittenInDigits(char hidden) {
        assertThat(VisibleText.of("a" + hidden + "b")).isEqualTo(String.format("a\\u%04xb", (int) hidden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C/C=C\\C", "ünïcode ✓ 漢字", "\ud83e\uddea", "a\u00a0b", "\\u", "'"})
    void whatIsSeenStays(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
        assertThat(CsvCell.encode(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "=1+1, '=1+1",
                "@SUM(A1), '@SUM(A1)",
                "+cmd|' /C calc'!A0, '+cmd|' /C calc'!A0",
                "-2+3, '-2+3",
                "'=1, ''=1",
                "-, '-",
                "＝1, '＝1",
                "-1.5e-3, -1.5e-3",
                "+.5, +.5",
                "[O-]C=O, [O-]C=O",
                "'abc, 'abc",
                "\\u202e, \\u005cu202e",
            })
    void formulasAreDefusedAndNumbersAreNot(String text, String cell) {
        assertThat(CsvCell.encode(text)).isEqualTo(cell);
        assertThat(CsvCell.decode(cell)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "\u0000=1"})
    void noHiddenCharacterIsFirst(String text) {
        assertThat(CsvCell.encode(text)).startsWith("\\u").endsWith("=1");
    }

    @Provide
    static Arbitrary<String> awkward() {
        return Arbitraries.strings()
                .withChars("'=+-@\\u0025ecCN1.\t\r\n\u202e\u0085\uff1d,\" ")
                .ofMaxLength(12);
    }

    @Property
    void aCellIsReadBackExactly(@ForAll("awkward") String text) {
        assertThat(CsvCell.decode(CsvCell.encode(text))).isEqualTo(text);
    }

    @Property
    void aCellOfAnyTextIsReadBackExactlyAndIsVisible(@ForAll String text) {
        String cell = CsvCell.encode(text);
        assertThat(CsvCell.decode(cell)).isEqualTo(text);
        assertThat(cell.chars()).noneMatch(sign -> VisibleText.isHidden((char) sign.intValue()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"\"  a \n\t b\u001b[31m \", a b\\u001b[31m", "\"a\u2028b\", a\\u2028b"})
    void aLineHasNoLineEnds(String text, String line) {
        assertThat(VisibleText.line(text)).isEqualTo(line);
    }
}
