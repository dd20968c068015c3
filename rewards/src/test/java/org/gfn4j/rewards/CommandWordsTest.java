package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CommandWordsTest {
    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<String> any = Arbitraries.strings().excludeChars('\0').ofMaxLength(8);
        Arbitrary<String> awkward =
                Arbitraries.strings().withChars(" \t\n'\"\\$#ab").ofMaxLength(8);
        return Arbitraries.oneOf(any, awkward).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property
    void wordsThatAreJoinedAreSplitAgain(@ForAll("words") List<String> words) {
        assertThat(CommandWords.split(CommandWords.join(words))).isEqualTo(words);
    }

    @Example
    void blanksSeparateAndQuotesKeepThem() {
        assertThat(CommandWords.split("  python3 -c 'print(\"a b\")'\t\"it's\" x'y z'\"w\" '' "))
                .containsExactly("python3", "-c", "print(\"a b\")", "it's", "xy zw", "");
    }

    @Example
    void nothingElseHasAMeaning() {
        assertThat(CommandWords.split("a\\ $(touch x); *.py | rm ~ C:\\x"))
                .containsExactly("a\\", "$(touch", "x);", "*.py", "|", "rm", "~", "C:\\x");
    }

    @Example
    void whatIsNoCommandIsQuoted() {
        assertThatThrownBy(() -> CommandWords.split("python3 'score.py"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quote in a command must be closed, but the ' at character 9 is not: python3 'score.py");
        assertThatThrownBy(() -> CommandWords.split(" \t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a command must name a program, but is ' \t'");
        assertThatThrownBy(() -> CommandWords.split("sh a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a command must not hold the character NUL: sh a?b");
    }
}
