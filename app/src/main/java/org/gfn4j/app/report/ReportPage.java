package org.gfn4j.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows what a run has learned: its configuration, its learning curves, and what the trained model samples
 * beside what it should sample.
 *
 * <p>The page is one file that needs no other and no network. What is not known is left out, with a sentence that says
 * why.
 *
 * <p>Thread-safety: immutable; it may be written from any number of threads.
 */
public final class ReportPage {
    private static final int CONFIGURATION_TABLES = 3;
    private static final double SMALLEST_PLAIN = 1e-3;

    private final String title;
    private final Verdict verdict;
    private final Map<String, String> keyFigures;
    private final List<String[]> configuration;
    private final List<Figure> curves;
    private final List<Figure> visits;
    private final List<ReportSection> sections;
    private final String origin;
    private final List<Figure> marginals;
    private final List<Findings.Row> probable;
    private final List<Findings.Row> rewarding;
    private final boolean exact;
    private final int draws;
    private final Figure lengths;

    private <S> ReportPage(TrainedRun<S> run, List<ReportSection> sections) {
        this.sections = List.copyOf(sections);
        Metrics metrics = new Metrics(run.metrics());
        Findings<S> findings = new Findings<>(run);
        title = setting(run, "task", "unknown task") + ", "
                + setting(run, "objective", setting(run, "method", "unknown method")) + ", seed "
                + setting(run, "seed", run.seed());
        verdict = run.verdict();
        keyFigures = keyFigures(metrics, findings);
        configuration = rows("", run.config()).toList();
        boolean flows = "gflownet".equals(setting(run, "method", "gflownet"));
        LearningFigures learning = new LearningFigures(metrics, findings, flows);
        curves = learning.curves();
        visits = learning.visits();
        ModelFigures model = new ModelFigures(findings, run.problem().coordinates());
        origin = model.origin();
        marginals = model.marginals();
        lengths = model.lengths();
        probable = findings.mostProbable();
        rewarding = findings.mostRewarding();
        exact = findings.isExact();
        draws = findings.draws().size();
    }

    /**
     * Evaluates a trained model and lays out its page. It goes through all states where there are at most
     * {@link TrainedRun#exactLimit}, and draws up to 2,000 trajectories.
     *
     * @param run what to report on
     * @param sections what its task adds, in the order to show it in
     * @param <S> the type of a state
     * @return the page, the same for the same run and sections
     */
    public static <S> ReportPage of(TrainedRun<S> run, List<ReportSection> sections) {
        return new ReportPage(run, sections);
    }

    private static Object setting(TrainedRun<?> run, String name, Object otherwise) {
        Object value = run.config().get(name);
        return value == null ? otherwise : value;
    }

    private static Map<String, String> keyFigures(Metrics metrics, Findings<?> findings) {
        Map<String, String> figures = new LinkedHashMap<>();
        metrics.last(Metrics.ITERATIONS).ifPresent(count -> figures.put("iterations", Numbers.whole(count)));
        metrics.last(Metrics.VISITED).ifPresent(count -> figures.put("objects visited", Numbers.whole(count)));
        String estimate = metrics.lastIs("/logZIsEstimate") ? " (estimate)" : "";
        Optional<Double> exactLogZ = Optional.ofNullable(findings.exactLogZ()).or(() -> metrics.last("/exactLogZ"));
        String exactText =
                exactLogZ.map(value -> ", exact " + Numbers.fixed(value, 4)).orElse("");
        metrics.last("/logZ")
                .ifPresent(value -> figures.put("log Z (nats)", Numbers.fixed(value, 4) + estimate + exactText));
        Optional.ofNullable(findings.totalVariation())
                .ifPresent(
                        value -> figures.put("total variation (exact; 0 is perfect)", Numbers.significant(value, 3)));
        Optional<Double> floor = metrics.last("/visited/l1SumFloor");
        metrics.last("/visited/l1Sum")
                .ifPresent(value -> figures.put(
                        "L1 of visited objects (sum, 0 to 2)",
                        Numbers.significant(value, 3)
                                + floor.map(least -> ", perfect sampler " + Numbers.significant(least, 3))
                                        .orElse("")));
        Optional<Double> modes = metrics.last("/visited/modes");
        metrics.last("/visited/modesFound")
                .ifPresent(value -> figures.put(
                        "modes found",
                        Numbers.whole(value)
                                + modes.map(all -> " of " + Numbers.whole(all)).orElse("")));
        return figures;
    }

    /** Lays settings out as rows of name and value; those inside others have both names. */
    private static Stream<String[]> rows(String prefix, Map<?, ?> settings) {
        return settings.entrySet().stream().flatMap(setting -> {
            String name = prefix + setting.getKey();
            return setting.getValue() instanceof Map<?, ?> inner
                    ? rows(name + " › ", inner)
                    : Stream.of(new String[][] {{name, String.valueOf(setting.getValue())}});
        });
    }

    /**
     * Writes the page, beside its place first and then moved there.
     *
     * @param target the file, replaced where it exists
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public void write(Path target) throws IOException {
        write(target, html().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the pictures of the page as PNG files, named as the figures are in the page.
     *
     * @param folder where they go, made where it is missing
     * @return the files, in the order of the page
     * @throws IOException if one cannot be written
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public List<Path> writeFigures(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Figure figure : figures()) {
            if (figure.picture() != null) {
                Path file = folder.resolve(figure.name() + ".png");
                write(file, Figures.png(figure.picture()));
                files.add(file);
            }
        }
        return files;
    }

    private static void write(Path target, byte[] bytes) throws IOException {
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.write(beside, bytes);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw e; // which names a file
        } catch (IOException e) {
            throw new IOException("cannot write '" + target + "': " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Returns all figures in the order of the page, those left out among them. */
    List<Figure> figures() {
        List<Figure> charts = sections.stream()
                .flatMap(section -> SectionHtml.figures(section).stream())
                .toList();
        return Stream.of(curves, visits, charts, marginals, List.of(lengths))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the text of the page. */
    String html() {
        StringBuilder page = new StringBuilder(1 << 20);
        PageShell.open(page, title);
        page.append("<p id=\"verdict\" class=\"")
                .append(verdict.level().words().replace(' ', '-'))
                .append("\"><strong>")
                .append(verdict.level().words())
                .append("</strong>: ")
                .append(Html.escape(verdict.sentence()))
                .append("</p>\n");
        appendKeyFigures(page);
        appendConfiguration(page);
        SectionHtml.append(page, "Learning curves", "", curves);
        SectionHtml.append(page, "What training visited", "", visits);
        sections.forEach(section -> SectionHtml.append(page, section));
        SectionHtml.append(page, "Learned and true distribution", origin, marginals);
        appendTables(page);
        SectionHtml.append(page, "Lengths", "", List.of(lengths));
        PageShell.close(page);
        return page.toString();
    }

    private void appendKeyFigures(StringBuilder page) {
        if (keyFigures.isEmpty()) {
            page.append("<p id=\"key-figures\">The run has recorded no evaluation.</p>\n");
            return;
        }
        page.append("<dl id=\"key-figures\">\n");
        keyFigures.forEach((name, value) -> page.append("<div><dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd></div>\n"));
        page.append("</dl>\n");
    }

    private void appendConfiguration(StringBuilder page) {
        page.append("<section id=\"configuration\">\n<h2>Configuration</h2>\n");
        if (configuration.isEmpty()) {
            page.append("<p>The run has recorded no settings.</p>\n");
        }
        page.append("<div class=\"grid\">\n");
        int rows = (configuration.size() + CONFIGURATION_TABLES - 1) / CONFIGURATION_TABLES;
        for (int start = 0; start < configuration.size(); start += rows) {
            page.append("""
                    <table>
                    <thead><tr><th scope="col">setting</th><th scope="col">value</th></tr></thead>
                    <tbody>
                    """);
            for (String[] row : configuration.subList(start, Math.min(start + rows, configuration.size()))) {
                page.append("<tr><th scope=\"row\">")
                        .append(Html.escape(row[0]))
                        .append("</th><td>")
                        .append(Html.escape(row[1]))
                        .append("</td></tr>\n");
            }
            page.append("</tbody>\n</table>\n");
        }
        page.append("</div>\n</section>\n");
    }

    private void appendTables(StringBuilder page) {
        page.append("<section>\n<h2>Objects</h2>\n<p>");
        page.append(
                exact
                        ? "Probabilities are exact, log-rewards are natural logarithms; of equals, those found first are"
                                + " listed. Good is a learned probability near the exact one."
                        : String.format(
                                Locale.ROOT,
                                "From %,d sampled trajectories; log-rewards are natural logarithms. The learned"
                                        + " probability is the share of an object that came more than once; a hyphen stands"
                                        + " for what is not known.",
                                draws));
        page.append("</p>\n<div class=\"grid wide\">\n");
        appendTable(
                page,
                "most-probable",
                "Most probable under the model",
                probable,
                String.format(
                        Locale.ROOT,
                        "all %,d objects that were drawn differ, which does not tell which of them are the most probable",
                        draws));
        appendTable(
                page,
                "most-rewarding",
                "Most rewarding",
                rewarding,
                "rewards that come from outside this program are not asked for by a report");
        page.append("</div>\n</section>\n");
    }

    private void appendTable(StringBuilder page, String name, String heading, List<Findings.Row> rows, String whyNone) {
        page.append("<div id=\"")
                .append(name)
                .append("\">\n<h3>")
                .append(heading)
                .append("</h3>\n");
        if (rows.isEmpty()) {
            page.append("<p>Left out, because ").append(whyNone).append(".</p>\n</div>\n");
            return;
        }
        page.append("""
                <table>
                <thead><tr><th scope="col">object</th><th scope="col" class="number">log-reward</th>
                <th scope="col" class="number">exact probability</th>
                <th scope="col" class="number">learned probability</th></tr></thead>
                <tbody>
                """);
        for (Findings.Row row : rows) {
            page.append("<tr><th scope=\"row\" class=\"object\">")
                    .append(Html.escape(row.object()))
                    .append("</th>");
            appendNumber(page, row.logReward() == null ? "-" : Numbers.fixed(row.logReward(), 4));
            appendNumber(page, probability(row.exact()));
            appendNumber(page, probability(row.learned()));
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table>\n</div>\n");
    }

    private static void appendNumber(StringBuilder page, String number) {
        page.append("<td class=\"number\">").append(number).append("</td>");
    }

    private static String probability(@Nullable Double value) {
        if (value == null) {
            return "-";
        }
        return value < SMALLEST_PLAIN ? Numbers.significant(value, 4) : Numbers.fixed(value, 5);
    }
}
