package org.gfn4j.app.report;

import static j2html.TagCreator.*;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.gfn4j.storage.Sha256;
import org.gfn4j.text.VisibleText;

/**
 * What all pages begin and end with: one file that needs no other, whose content security policy forbids the network and all
 * scripts but its own, which sorts and copies and without which everything can be read.
 *
 * <p>Thread-safety: stateless.
 */
final class PageShell {
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private PageShell() {}

    /** Returns the text of a page with a title, which is its heading, above some contents. */
    static String page(String title, DomContent... contents) {
        String script = resource("report.js");
        return render(each(
                document(),
                html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent("default-src 'none'; img-src data:;"
                                                        + " style-src 'unsafe-inline'; script-src '" + digest(script)
                                                        + "'"),
                                        link().withRel("icon").withHref("data:,"),
                                        title(title + " – gfn4j"),
                                        style(rawHtml(resource("report.css")))),
                                body(main(h1(title)).with(contents), script(rawHtml(script))))
                        .withLang("en")));
    }

    /** Returns the text of a part of a page, where texts are shown as they are, with hidden characters made visible. */
    static String render(DomContent content) {
        Config escaping = Config.defaults()
                .withTextEscaper(text -> EscapeUtil.escape(
                        HIDDEN.matcher(text).replaceAll(hidden -> "\\" + VisibleText.of(hidden.group()))));
        try {
            return content.render(FlatHtml.inMemory(escaping)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what a policy calls a script. */
    private static String digest(String script) {
        byte[] digest = Sha256.start().digest(script.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    private static String resource(String name) {
        try (InputStream stream = PageShell.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar of gfn4j");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the jar of gfn4j", e);
        }
    }
}
