package org.gfn4j.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gfn4j.storage.Sha256;

/**
 * What all pages begin and end with: one file that needs no other, whose content security policy forbids the network and all
 * scripts but its own, which sorts and copies and without which everything can be read.
 *
 * <p>Thread-safety: stateless.
 */
final class PageShell {
    private static final String SCRIPT = "report.js";

    private PageShell() {}

    /** Begins a page, up to its heading. */
    static void open(StringBuilder page, String title) {
        page.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src '%s'">
                <link rel="icon" href="data:,">
                """.formatted(digest(resource(SCRIPT))));
        page.append("<title>").append(Html.escape(title)).append(" – gfn4j</title>\n<style>\n");
        page.append(resource("report.css")).append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<h1>").append(Html.escape(title)).append("</h1>\n");
    }

    /** Ends a page. */
    static void close(StringBuilder page) {
        page.append("</main>\n<script>").append(resource(SCRIPT)).append("</script>\n</body>\n</html>\n");
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
