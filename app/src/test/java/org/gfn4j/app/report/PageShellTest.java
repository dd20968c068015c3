package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import j2html.TagCreator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class PageShellTest {

    private static String escape(String text) {
        return PageShell.render(TagCreator.text(text));
    }

    @Test
    void everySpecialCharacter_isEscaped() {
        assertThat(escape("<b title=\"x\">'a' & b</b>\n"))
                .isEqualTo("&lt;b title=&quot;x&quot;&gt;&#x27;a&#x27; &amp; b&lt;/b&gt;\n");
        assertThat(escape("a\u0000b\u001Bc\u202Ed")).isEqualTo("a\\u0000b\\u001bc\\u202ed");
        assertThat(escape("β·log Z – 3")).isEqualTo("β·log Z – 3");
    }

    @Test
    void attributes_areEscaped() {
        assertThat(PageShell.render(TagCreator.a("a").withHref("\" onclick='x' <\u202E")))
                .isEqualTo("<a href=\"&quot; onclick=&#x27;x&#x27; &lt;\\u202e\">a</a>");
    }

    @Property
    void escapedText_readsBackAndHoldsNoTag(
            @ForAll @Chars({'<', '>', '&', '"', '\'', ';'}) @CharRange(from = 'a', to = 'z') String text) {
        String escaped = escape(text);
        assertThat(escaped).doesNotContain("<", ">", "\"", "'");
        assertThat(escaped.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#x27;", "'")
                        .replace("&amp;", "&"))
                .isEqualTo(text);
    }
}
