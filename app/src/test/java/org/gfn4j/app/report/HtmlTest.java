package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void everySpecialCharacter_isEscaped() {
        assertThat(Html.escape("<b title=\"x\">'a' & b</b>\n"))
                .isEqualTo("&lt;b title=&quot;x&quot;&gt;&#39;a&#39; &amp; b&lt;/b&gt;\n");
        assertThat(Html.escape("a\u0000b\u001Bc\u202Ed")).isEqualTo("a\\u0000b\\u001bc\\u202ed");
        assertThat(Html.escape("β·log Z – 3")).isEqualTo("β·log Z – 3");
    }

    @Property
    void escapedText_readsBackAndHoldsNoTag(
            @ForAll @Chars({'<', '>', '&', '"', '\'', ';'}) @CharRange(from = 'a', to = 'z') String text) {
        String escaped = Html.escape(text);
        assertThat(escaped).doesNotContain("<", ">", "\"", "'");
        assertThat(escaped.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .isEqualTo(text);
    }
}
