package org.gfn4j.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What all pages begin and end with: one file that needs no other, whose content security policy forbids the network.
 *
 * <p>Thread-safety: stateless.
 */
final class PageShell {
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
                  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <link rel="icon" href="data:,">
                """);
        page.append("<title>").append(Html.escape(title)).append(" – gfn4j</title>\n<style>\n");
        page.append(style()).append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<h1>").append(Html.escape(title)).append("</h1>\n");
    }

    /** Ends a page. */
    static void close(StringBuilder page) {
        page.append("</main>\n</body>\n</html>\n");
    }

    private static String style() {
        try (InputStream style = PageShell.class.getResourceAsStream("report.css")) {
            if (style == null) {
                throw new IllegalStateException("report.css is missing from the jar of gfn4j");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css from the jar of gfn4j", e);
        }
    }
}
