package org.gfn4j.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gfn4j.storage.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows what a run has learned: its key figures, what the trained model samples beside what it should sample, its
 * learning curves and, folded, its configuration.
 *
 * <p>The page is one file that needs no other and no network. What is not known is left out, with a sentence that says
 * why.
 *
 * <p>Thread-safety: immutable; it may be written from any number of threads.
 */
public final class ReportPage {
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final String UNKNOWN = "–";

    private final SectionsPage page;

    private <S> ReportPage(TrainedRun<S> run, TaskSections own) {
        Metrics metrics = new Metrics(run.metrics());
        Findings<S> findings = new Findings<>(run);
        boolean flows = "gflownet".equals(setting(run, "method", "gflownet"));
        String title = setting(run, "task", "unknown task") + ", "
                + setting(run, "objective", setting(run, "method", "unknown method")) + ", seed "
                + setting(run, "seed", run.seed());
        ModelFigures model = new ModelFigures(findings, run.problem().coordinates());
        List<Figure> curves = new ArrayList<>(new LearningFigures(metrics, findings, flows).all());
        curves.add(model.lengths());
        List<ReportSection> sections = new ArrayList<>(own.objects());
        sections.add(new ReportSection(
                "distribution", "Learned and true distribution", model.origin(), List.copyOf(model.marginals())));
        sections.add(objects(findings));
        sections.addAll(own.courses());
        sections.add(new ReportSection("curves", "Learning curves", "", List.copyOf(curves)));
        Map<String, String> figures = new LinkedHashMap<>(own.keyFigures());
        figures.putAll(keyFigures(run, metrics, findings));
        List<List<String>> settings = rows("", run.config()).toList();
        page = new SectionsPage(
                title,
                run.verdict(),
                figures,
                run.metrics().isEmpty() ? List.of("The run has recorded no evaluation.") : List.of(),
                sections,
                List.of(new ReportSection(
                        "configuration",
                        "Configuration",
                        settings.isEmpty() ? "The run has recorded no settings." : "",
                        List.of(new ReportTable("settings", "Options", List.of("option", "value"), settings)))));
    }

    /**
     * Evaluates a trained model and lays out its page. It goes through all states where there are at most
     * {@link TrainedRun#exactLimit}, and draws up to 2,000 trajectories.
     *
     * @param run what to report on
     * @param own what its task adds
     * @param <S> the type of a state
     * @return the page, the same for the same run and sections
     */
    public static <S> ReportPage of(TrainedRun<S> run, TaskSections own) {
        return new ReportPage(run, own);
    }

    private static Object setting(TrainedRun<?> run, String name, Object otherwise) {
        Object value = run.config().get(name);
        return value == null ? otherwise : value;
    }

    private static Map<String, String> keyFigures(TrainedRun<?> run, Metrics metrics, Findings<?> findings) {
        Map<String, String> figures = new LinkedHashMap<>();
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
        String estimate = metrics.lastIs("/logZIsEstimate") ? " (estimate)" : "";
        Optional<Double> exactLogZ = Optional.ofNullable(findings.exactLogZ()).or(() -> metrics.last("/exactLogZ"));
        String exactText =
                exactLogZ.map(value -> ", exact " + Numbers.fixed(value, 4)).orElse("");
        metrics.last("/logZ")
                .ifPresent(value -> figures.put("log Z (nats)", Numbers.fixed(value, 4) + estimate + exactText));
        metrics.last("/rewardRequests")
                .ifPresent(value -> figures.put(
                        "reward requests",
                        Numbers.whole(value)
                                + (run.config().get("budget") instanceof Number budget
                                        ? " of a budget of " + Numbers.whole(budget.doubleValue())
                                        : "")));
        metrics.last(Metrics.VISITED).ifPresent(count -> figures.put("objects visited", Numbers.whole(count)));
        metrics.last(Metrics.ITERATIONS).ifPresent(count -> figures.put("iterations", Numbers.whole(count)));
        return figures;
    }

    /** Lays settings out as rows of name and value; those inside others have both names. */
    private static Stream<List<String>> rows(String prefix, Map<?, ?> settings) {
        return settings.entrySet().stream().flatMap(setting -> {
            String name = prefix + setting.getKey();
            return setting.getValue() instanceof Map<?, ?> inner
                    ? rows(name + " › ", inner)
                    : Stream.of(List.of(name, String.valueOf(setting.getValue())));
        });
    }

    /**
     * Writes the page and, before it, the tables that it links to, each beside its place first and then moved there.
     *
     * @param target the file of the page, replaced where it exists, in whose folder the tables go
     * @throws IOException if one cannot be written
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public void write(Path target) throws IOException {
        byte[] html = html().getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<String, String> file : page.files().entrySet()) {
            write(target.resolveSibling(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        write(target, html);
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
        try {
            AtomicFile.write(target, bytes);
        } catch (FileSystemException e) {
            throw e; // which names a file
        } catch (IOException e) {
            throw new IOException("cannot write '" + target + "': " + e.getMessage(), e);
        }
    }

    /** Returns all figures in the order of the page, those left out among them. */
    List<Figure> figures() {
        return page.figures();
    }

    /** Returns the text of the page. */
    String html() {
        return page.html();
    }

    private static ReportSection objects(Findings<?> findings) {
        String drawn = String.format(
                Locale.ROOT,
                "all %,d drawn objects are different",
                findings.draws().size());
        return new ReportSection(
                "objects",
                "What the model draws",
                findings.isExact()
                        ? "Probabilities are exact, log-rewards are natural logarithms; ties are in order of "
                                + "discovery. Good is a learned probability near the exact one."
                        : String.format(
                                Locale.ROOT,
                                "From %,d sampled trajectories; log-rewards are natural logarithms.%s",
                                findings.draws().size(),
                                findings.mostProbable().isEmpty()
                                        ? ""
                                        : " The learned probability is the share of an object that was drawn more "
                                                + "than once."),
                List.of(
                        table(
                                "most-probable",
                                "Most probable under the model",
                                findings.mostProbable(),
                                drawn + ", which does not tell which of them are the most probable"),
                        table(
                                "most-rewarding",
                                "Most rewarding",
                                findings.mostRewarding(),
                                "a report does not compute external rewards")));
    }

    /** Makes a table without the columns of which nothing is known. */
    private static ReportSection.Part table(String name, String heading, List<Findings.Row> rows, String whyNone) {
        if (rows.isEmpty()) {
            return Figure.missing(name, heading, "Left out, because " + whyNone + ".");
        }
        Map<String, Function<Findings.Row, @Nullable String>> columns = new LinkedHashMap<>();
        columns.put("object", Findings.Row::object);
        columns.put("log-reward", row -> row.logReward() == null ? null : Numbers.fixed(row.logReward(), 4));
        columns.put("exact probability", row -> probability(row.exact()));
        columns.put("learned probability", row -> probability(row.learned()));
        columns.values().removeIf(column -> rows.stream().allMatch(row -> column.apply(row) == null));
        return new ReportTable(
                name,
                heading,
                List.copyOf(columns.keySet()),
                rows.stream()
                        .map(row -> columns.values().stream()
                                .map(column -> Objects.requireNonNullElse(column.apply(row), UNKNOWN))
                                .toList())
                        .toList());
    }

    private static @Nullable String probability(@Nullable Double value) {
        if (value == null) {
            return null;
        }
        return value < SMALLEST_PLAIN ? Numbers.significant(value, 4) : Numbers.fixed(value, 5);
    }
}
