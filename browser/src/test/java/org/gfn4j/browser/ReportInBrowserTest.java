package org.gfn4j.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report as its readers see it, on a desk and on a telephone. */
class ReportInBrowserTest {
    private static final Path CHROMIUM = Path.of(System.getProperty("gfn4j.chromium", "/usr/bin/chromium"));
    private static final String REQUIRED = "GFN4J_REQUIRE_BROWSER";
    private static final int HEIGHT = 900;
    private static final List<String> CURVES = List.of("loss", "log-z", "total-variation", "visited-distance", "modes");

    @TempDir
    private static Path folder;

    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        boolean found = Files.isExecutable(CHROMIUM);
        if (System.getenv(REQUIRED) == null) {
            assumeTrue(
                    found,
                    "no browser at " + CHROMIUM + ", so reports are not looked at; install chromium, or name another by"
                            + " -Dgfn4j.chromium");
        }
        assertThat(found)
                .as("%s is set, so a browser must be at %s; install chromium", REQUIRED, CHROMIUM)
                .isTrue();
        report("small", 2, 8, 100_000);
        report("large", 4, 8, 100_000);
        report("endless", 40, 1000, 1_000);
        report(
                "molecules",
                "train molecules --reward qed --width 8 --steps 2 --batch 20 --budget 200 --evaluate-every 2",
                "--exact-limit 0");
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"small, 1280", "small, 400", "large, 1280", "large, 400", "endless, 1280", "endless, 400"})
    void report_showsEverythingWithinTheWindow(String name, int width) {
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, HEIGHT))) {
            page.onConsoleMessage(message -> complain(complaints, message));
            page.onPageError(complaints::add);
            page.onRequest(request -> complain(complaints, request));
            page.navigate(folder.resolve(name + ".html").toUri().toString());

            assertThat(complaints).isEmpty();
            assertThat(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                    .as("nothing is wider than the window")
                    .isEqualTo(true);
            for (String figure : figures(name)) {
                assertThat(page.locator("figure#" + figure).isVisible())
                        .as("figure %s", figure)
                        .isTrue();
            }
            assertPicturesAreShown(page, pictures(name));
            assertNothingOverlaps(page, "figure, table, h1, h2, #key-figures");
            assertThat(page.locator("#configuration table").count()).isEqualTo(3);
            assertThat(page.locator("#most-rewarding tbody tr").count()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, 3", "400, 1"})
    void figures_flowInColumns(int width, int columns) {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, HEIGHT))) {
            page.navigate(folder.resolve("small.html").toUri().toString());
            long distinct = CURVES.subList(0, 3).stream()
                    .map(name -> page.locator("#" + name).boundingBox().x)
                    .distinct()
                    .count();
            assertThat(distinct).isEqualTo(columns);
            assertThat(page.locator("#loss img").boundingBox().width)
                    .as("a picture is not shrunk, so that its text stays legible")
                    .isEqualTo(370);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, 5", "400, 2"})
    void molecules_areDrawnInColumnsWithinTheWindow(int width, int columns) {
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, HEIGHT))) {
            page.onConsoleMessage(message -> complain(complaints, message));
            page.onPageError(complaints::add);
            page.onRequest(request -> complain(complaints, request));
            page.navigate(folder.resolve("molecules.html").toUri().toString());

            assertThat(complaints).isEmpty();
            assertThat(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                    .as("nothing is wider than the window")
                    .isEqualTo(true);
            assertNothingOverlaps(page, "figure, table, h1, h2, #key-figures");
            List<Part> drawings = parts(page, "#best-molecules svg");
            assertThat(drawings).hasSize(50);
            for (Part drawing : drawings) {
                assertThat(drawing.width()).isBetween(130.0, 240.0);
                assertThat(drawing.width() / drawing.height()).as("shape").isBetween(1.19, 1.21);
            }
            assertThat(page.locator("#best-molecules svg:has(path, line)").count())
                    .as("drawings with strokes")
                    .isEqualTo(50);
            assertThat(drawings.stream().map(Part::x).distinct().count()).isEqualTo(columns);
            assertThat(page.locator("#best-trajectory svg").count()).isPositive();
            assertThat(page.locator("#rewards-over-time img").isVisible()).isTrue();
            assertThat(page.locator("#diversity-figures tbody tr").count()).isPositive();
        }
    }

    private static void complain(List<String> complaints, ConsoleMessage message) {
        complaints.add("console: " + message.text());
    }

    private static void complain(List<String> complaints, Request request) {
        if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
            complaints.add("request: " + request.url());
        }
    }

    private static void assertPicturesAreShown(Page page, List<String> names) {
        Locator images = page.locator("figure img");
        assertThat(images.count()).isEqualTo(names.size());
        for (String name : names) {
            Locator image = page.locator("#" + name + " img");
            assertThat(image.isVisible()).as("picture of %s", name).isTrue();
            assertThat((Integer) image.evaluate("image => image.complete ? image.naturalWidth : 0"))
                    .as("natural width of %s", name)
                    .isPositive();
            assertThat(image.getAttribute("alt")).as("text for %s", name).isNotBlank();
        }
    }

    /** What an element takes of the page. */
    private record Part(String name, double x, double y, double width, double height) {
        boolean overlaps(Part other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    /** Asks once for all elements, as every question to the browser takes its time. */
    private static List<Part> parts(Page page, String selector) {
        List<?> found = (List<?>) page.evaluate("""
                selector => [...document.querySelectorAll(selector)].map(element => {
                  const box = element.getBoundingClientRect();
                  return [element.outerHTML.slice(0, 80), box.x, box.y, box.width, box.height].map(String);
                })""", selector);
        return found.stream()
                .map(fields -> (List<?>) fields)
                .map(fields -> new Part(
                        (String) fields.get(0),
                        number(fields.get(1)),
                        number(fields.get(2)),
                        number(fields.get(3)),
                        number(fields.get(4))))
                .toList();
    }

    private static double number(Object field) {
        return Double.parseDouble((String) field);
    }

    private static void assertNothingOverlaps(Page page, String selector) {
        List<Part> parts = parts(page, selector);
        assertThat(parts).isNotEmpty().allSatisfy(part -> {
            assertThat(part.width()).isPositive();
            assertThat(part.height()).isPositive();
        });
        for (int first = 0; first < parts.size(); first++) {
            for (int second = first + 1; second < parts.size(); second++) {
                assertThat(parts.get(first).overlaps(parts.get(second)))
                        .as("%s and %s overlap", parts.get(first), parts.get(second))
                        .isFalse();
            }
        }
    }

    private static List<String> figures(String name) {
        List<String> figures = new ArrayList<>(CURVES);
        for (String pair : name.equals("small") ? List.of("1-2") : List.of("1-2", "2-3", "3-4")) {
            figures.add("marginal-" + pair + "-learned");
            if (!name.equals("endless")) {
                figures.add("marginal-" + pair + "-true");
                figures.add("marginal-" + pair + "-difference");
            }
        }
        figures.add("lengths");
        return figures;
    }

    private static List<String> pictures(String name) {
        List<String> pictures = new ArrayList<>(figures(name));
        if (name.equals("endless")) {
            pictures.removeAll(List.of("total-variation", "visited-distance"));
        }
        return pictures;
    }

    private static void report(String name, int dimensions, int side, int exactLimit) throws IOException {
        report(
                name,
                "train hypergrid --dimensions " + dimensions + " --side " + side + " --exact-limit " + exactLimit
                        + " --iterations 40 --evaluate-every 4 --hidden 16",
                "--exact-limit " + exactLimit);
    }

    /** Trains and reports as a user does. */
    private static void report(String name, String training, String options) throws IOException {
        Path run = folder.resolve(name);
        run(training + " --run " + run);
        run("report " + run + " " + options);
        Files.copy(run.resolve("report.html"), folder.resolve(name + ".html"));
    }

    private static void run(String command) {
        StringWriter messages = new StringWriter();
        int status = Main.run(command.split(" "), new PrintWriter(new StringWriter()), new PrintWriter(messages));
        assertThat(status).as("%s: %s", command, messages).isZero();
    }
}
