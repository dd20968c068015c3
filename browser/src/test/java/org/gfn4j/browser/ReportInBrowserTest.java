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
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gfn4j.app.command.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report as its readers see it, on a desk and on a telephone. */
@Tag("acceptance")
class ReportInBrowserTest {
    private static final Path CHROMIUM = Path.of(System.getProperty("gfn4j.chromium", "/usr/bin/chromium"));
    private static final String REQUIRED = "GFN4J_REQUIRE_BROWSER";
    private static final int HEIGHT = 900;
    private static final String PARTS = "figure, section table, h1, h2, #verdict, #key-figures";
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
        run("compare molecules --methods gflownet-tb,mars,random --budget 24 --seeds 2 --run "
                + folder.resolve("compared"));
        Files.copy(folder.resolve("compared/comparison.html"), folder.resolve("comparison.html"));
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
            assertWithinTheWindow(page);
            for (String figure : figures(name)) {
                String where = pictures(name).contains(figure) ? "figure#" : "#left-out #";
                assertThat(page.locator(where + figure).isVisible())
                        .as("figure %s", figure)
                        .isTrue();
            }
            assertPicturesAreShown(page, pictures(name));
            assertNothingOverlaps(page, PARTS);
            assertThat(page.locator("#configuration table").isVisible()).isFalse();
            page.locator("#configuration summary").click();
            assertThat(page.locator("#configuration table").isVisible()).isTrue();
            assertWithinTheWindow(page);
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
    @CsvSource({"1280, 3", "400, 1"})
    void molecules_areDrawnInColumnsWithinTheWindow(int width, int columns) {
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, HEIGHT))) {
            page.onConsoleMessage(message -> complain(complaints, message));
            page.onPageError(complaints::add);
            page.onRequest(request -> complain(complaints, request));
            page.navigate(folder.resolve("molecules.html").toUri().toString());

            assertThat(complaints).isEmpty();
            assertWithinTheWindow(page);
            assertNothingOverlaps(page, PARTS);
            List<Part> drawings = parts(page, "#best-molecules svg");
            assertThat(drawings)
                    .hasSize(50)
                    .allSatisfy(drawing -> assertThat(drawing.width()).isLessThanOrEqualTo(width));
            assertThat(page.locator("#best-molecules svg:has(path, line)").count())
                    .as("drawings with strokes")
                    .isEqualTo(50);
            assertThat(parts(page, "#best-molecules figure").stream()
                            .map(Part::x)
                            .distinct()
                            .count())
                    .isEqualTo(columns);
            assertThat(parts(page, "#best-molecules code"))
                    .as("SMILES in one line each")
                    .allSatisfy(code -> assertThat(code.height()).isLessThan(30));
            assertThat(page.locator("#best-trajectory svg").count()).isPositive();
            assertThat(page.locator("#rewards-over-time img").isVisible()).isTrue();
            assertThat(page.locator("#diversity-figures tbody tr").count()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280", "400"})
    void comparison_fitsTheWindow(int width) {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, HEIGHT))) {
            page.navigate(folder.resolve("comparison.html").toUri().toString());
            assertWithinTheWindow(page);
            assertNothingOverlaps(page, PARTS);
            assertThat(page.locator("#methods tbody tr").count()).isEqualTo(3);
            assertThat(page.evaluate("document.querySelector('#methods').scrollWidth <= innerWidth"))
                    .as("the table fits where the window is wide, and scrolls in its place elsewhere")
                    .isEqualTo(width == 1280);
        }
    }

    @Test
    void darkWindow_hasDarkColours() {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setColorScheme(ColorScheme.DARK))) {
            page.navigate(folder.resolve("molecules.html").toUri().toString());
            assertThat(brightness(page, "body", "backgroundColor")).isLessThan(40);
            assertThat(brightness(page, "figure", "backgroundColor")).isLessThan(60);
            assertThat(brightness(page, "p", "color")).isGreaterThan(150);
            for (String picture : List.of("img", ".drawing svg")) {
                assertThat(page.locator(picture).first().evaluate("image => getComputedStyle(image).filter"))
                        .as(picture)
                        .isEqualTo("invert(1) hue-rotate(180deg)");
            }
        }
    }

    private static double brightness(Page page, String selector, String color) {
        return number(String.valueOf(page.locator(selector)
                .first()
                .evaluate(
                        "(element, color) => Math.max(...getComputedStyle(element)[color].match(/[0-9]+/g))", color)));
    }

    @Test
    void molecules_areSortedByWhatIsChosen() {
        try (Page page = browser.newPage()) {
            page.navigate(folder.resolve("molecules.html").toUri().toString());
            List<Double> rewards = values(page, 0);
            assertThat(rewards).hasSize(50).isSortedAccordingTo(Comparator.reverseOrder());
            page.selectOption("select", new SelectOption().setLabel("weight, lowest first"));
            assertThat(values(page, 1)).isSorted();
            assertThat(values(page, 0)).containsExactlyInAnyOrderElementsOf(rewards);
            page.selectOption("select", new SelectOption().setLabel("TPSA, highest first"));
            assertThat(values(page, 3)).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    private static List<Double> values(Page page, int column) {
        return parts(page, "#best-molecules li").stream()
                .map(Part::name)
                .map(tag -> number(tag.split("\"", -1)[1].split(" ", -1)[column]))
                .toList();
    }

    @Test
    void copying_givesTheWholeSmiles() {
        try (Page page = browser.newPage()) {
            page.navigate(folder.resolve("molecules.html").toUri().toString());
            page.locator("#best-molecules button").nth(7).click();
            assertThat(page.locator("#best-molecules button").nth(7).textContent())
                    .isEqualTo("copied");
            page.evaluate("document.querySelector('nav').innerHTML = '<textarea></textarea>'");
            page.locator("nav textarea").press("Control+V");
            assertThat(page.locator("nav textarea").inputValue())
                    .isNotEmpty()
                    .isEqualTo(page.locator("#best-molecules code").nth(7).textContent());
        }
    }

    @Test
    void scriptsOfOthers_areNotRun() throws IOException {
        String html = Files.readString(folder.resolve("molecules.html"));
        Path changed = folder.resolve("changed.html");
        Files.writeString(
                changed,
                html.replace(
                        "</main>",
                        "<script>document.title = 'other'</script><img src=x onerror=\"document.title = 'other'\"></main>"));
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage()) {
            page.onConsoleMessage(message -> complain(complaints, message));
            page.navigate(changed.toUri().toString());
            assertThat(page.title()).isEqualTo("molecules, tb, seed 0 – gfn4j");
            assertThat(complaints).anyMatch(text -> text.contains("script"));
            assertThat(page.locator("select").isVisible())
                    .as("the page's own script still runs")
                    .isTrue();
        }
    }

    @Test
    void withoutScripts_everythingIsReadAndNothingIsOffered() {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false))) {
            page.navigate(folder.resolve("molecules.html").toUri().toString());
            assertThat(page.locator("select").isVisible()).isFalse();
            assertThat(page.locator("#best-molecules button").first().isVisible())
                    .isFalse();
            assertThat(page.locator("#best-molecules svg").first().isVisible()).isTrue();
            page.locator("nav a").last().click();
            page.locator("#configuration summary").click();
            assertThat(page.locator("#configuration table").isVisible()).isTrue();
        }
    }

    private static void assertWithinTheWindow(Page page) {
        assertThat(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the window")
                .isEqualTo(true);
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
                  return [element.outerHTML.slice(0, 200), box.x, box.y, box.width, box.height].map(String);
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
