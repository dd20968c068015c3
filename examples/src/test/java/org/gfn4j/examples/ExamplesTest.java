package org.gfn4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.command.Main;
import org.gfn4j.training.TrainedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples and holds what the documents show of them against their source. */
final class ExamplesTest {
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java/org/gfn4j/examples"), Path.of("src/test/java/org/gfn4j/examples"));
    private static final Pattern OBJECT = Pattern.compile("\\d \\d {2}log-reward -?\\d+\\.\\d{4}");
    private static final Pattern NEEDED_BY_CORE = Pattern.compile("/(examples|core)/target/(quality/target/)?classes/$"
            + "|/gfn4j-core-[^/]*\\.jar$|/(jspecify|commons-(numbers|statistics)-\\w+|jackson-(core|databind|annotations))"
            + "-[0-9][^/]*\\.jar$");
    private static final Pattern DISTANCE = Pattern.compile("total variation from the exact distribution: ([0-9.]+)");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (\\w+)\\.java#(\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    @Test
    void helloHypergridLearnsTheGrid() {
        String printed = run(HelloHypergrid::main);
        assertThat(distance(printed)).isLessThan(0.02);
        assertThat(printed.lines().filter(line -> line.endsWith("finished"))).hasSize(5);
    }

    @Test
    void yourOwnEnvironmentIsCorrectAndLearned() {
        String printed = run(YourOwnEnvironment::main);
        assertThat(printed).contains("93 states", "56 terminal");
        assertThat(distance(printed)).isLessThan(0.005);
    }

    @Test
    void yourOwnNetworkLearnsCommittees() {
        assertThat(distance(run(YourOwnNetwork::main))).isLessThan(0.02);
    }

    @Test
    void aNetworkOfYourOwnTakesNoMoreThanAPage() throws IOException {
        assertThat((region("YourOwnNetwork", "network") + region("YourOwnNetwork", "train")).lines())
                .hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void yourOwnObjectiveLearnsTheGrid() {
        assertThat(distance(run(YourOwnObjective::main))).isLessThan(0.02);
    }

    @Test
    void yourOwnRewardIsComputedOnceForEachObject() {
        String printed = run(YourOwnReward::main);
        assertThat(printed).contains("16,000 requested, 64 computed");
        assertThat(distance(printed)).isLessThan(0.02);
    }

    @Test
    void learnFromDataFindsWhatThePolicyWouldMiss() {
        assertThat(distance(run(LearnFromData::main))).isLessThan(0.02);
    }

    @Test
    void embedTrainedModelDrawsTheSameInAnyNumberOfThreads(@TempDir Path folder) throws Exception {
        Path trained = train(folder, "hypergrid", "--dimensions=2");
        List<String> lines = run(arguments -> EmbedTrainedModel.main(new String[] {trained.toString()}))
                .lines()
                .toList();
        assertThat(lines).hasSize(13);
        assertThat(lines).startsWith("hypergrid after 100 iterations", "in one thread:");
        assertThat(lines.get(7)).isEqualTo("in four threads:");
        assertThat(lines.subList(8, 13))
                .isEqualTo(lines.subList(2, 7))
                .allMatch(line -> OBJECT.matcher(line).matches());
    }

    /** Only core and what it needs to run are on the class path, and no module is added. */
    @Test
    void embedTrainedModelNeedsNoCommandLine(@TempDir Path folder) throws Exception {
        Path trained = train(folder, "hypergrid", "--dimensions=2");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> NEEDED_BY_CORE.matcher(entry.toUri().getPath()).find())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path printed = folder.resolve("printed.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        EmbedTrainedModel.class.getName(),
                        trained.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(printed)).isZero();
        assertThat(Files.readString(printed))
                .isEqualTo(run(arguments -> EmbedTrainedModel.main(new String[] {trained.toString()})));
    }

    @Test
    void aTaskOfYourOwnIsTrainedAndDrawnFrom(@TempDir Path folder) throws Exception {
        Path trained = train(folder, "ring", "--radius=2");
        assertThat(Files.readString(trained.resolve("config.yaml"))).contains("task: ring", "radius: 2.0");
        StringWriter drawn = new StringWriter();
        assertThat(command(drawn, "sample", trained.toString(), "--count=3", "--out=-"))
                .isZero();
        assertThat(drawn.toString().lines()).hasSize(3);
    }

    /** The engine has an option of its own, and what is made of it stands in checkpoints. */
    @Test
    void aNetworkOfYourOwnIsShapedRestoredAndTrainedOn(@TempDir Path folder) throws Exception {
        StringWriter help = new StringWriter();
        assertThat(command(help, "train", "committees", "--help")).isZero();
        assertThat(help.toString().replaceAll("\\s+", " "))
                .contains("--width=NUMBER Width of a person's row. Default 32; a whole number from 1 to 1024.")
                .doesNotContain("--hidden");
        Path trained = folder.resolve("trained");
        assertThat(command("train", "committees", "--width=5", "--iterations=20", "--run=" + trained))
                .isZero();
        assertThat(Files.readString(trained.resolve("config.yaml"))).contains("width: 5");
        assertThat(Files.readString(trained.resolve("checkpoints/step-20/state.json")))
                .contains("\"engine\":\"committee\",\"width\":5,");
        assertThat(command("sample", trained.toString(), "--count=3")).isZero();
        assertThat(command("resume", trained.toString(), "--iterations=30")).isZero();
        assertThat(command("evaluate", trained.toString())).isZero();
        TrainedModel<?> model =
                TrainedModel.load(trained, 30, 1, (task, settings) -> Optional.of(new CommitteesTask().problem()));
        assertThat(model.model().parameters().group("people").size()).isEqualTo(8 * 5);
        StringWriter refused = new StringWriter();
        assertThat(Main.run(
                        new String[] {"train", "committees", "--width=0"},
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(refused)))
                .isEqualTo(2);
        assertThat(refused.toString())
                .contains("Invalid value for option '--width': '0' is not a whole number from 1 to 1024");
    }

    private static int command(String... line) {
        return command(new StringWriter(), line);
    }

    /** Trains a run of 100 iterations with the command line. */
    private static Path train(Path folder, String task, String option) {
        Path trained = folder.resolve("trained");
        StringWriter printed = new StringWriter();
        int status = command(printed, "train", task, option, "--iterations=100", "--hidden=16", "--run=" + trained);
        assertThat(status).as(printed.toString()).isZero();
        return trained;
    }

    private static int command(StringWriter printed, String... line) {
        return Main.run(line, new PrintWriter(printed), new PrintWriter(new StringWriter()));
    }

    static Stream<Path> documents() throws IOException {
        Path root = Path.of("..");
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs =
                        Files.exists(root.resolve("docs")) ? Files.walk(root.resolve("docs")) : Stream.of()) {
            return Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    /** With {@code -Dgfn4j.documents=write} the blocks are written anew. */
    @ParameterizedTest
    @MethodSource("documents")
    void documentsShowTheCompiledSource(Path document) throws IOException {
        String text = Files.readString(document);
        StringBuilder current = new StringBuilder();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            String block = "<!-- " + blocks.group(1) + ".java#" + blocks.group(2) + " -->\n```java\n"
                    + region(blocks.group(1), blocks.group(2)) + "```";
            blocks.appendReplacement(current, Matcher.quoteReplacement(block));
        }
        blocks.appendTail(current);
        if ("write".equals(System.getProperty("gfn4j.documents"))) {
            Files.writeString(document, current);
        } else {
            assertThat(text).as("%s", document).isEqualTo(current.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToFiles(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            assertThat(document.resolveSibling(links.group(1)))
                    .as("link in %s", document)
                    .exists();
        }
    }

    @Test
    void theReadmeShowsAnExample() throws IOException {
        assertThat(BLOCK.matcher(Files.readString(Path.of("../README.md"))).find())
                .isTrue();
    }

    /** The lines between the tags of a region, moved to the left margin. */
    private static String region(String example, String name) throws IOException {
        Path source = SOURCES.stream()
                .map(folder -> folder.resolve(example + ".java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no example " + example));
        List<String> lines = Files.readAllLines(source);
        List<String> stripped = lines.stream().map(String::strip).toList();
        int start = stripped.indexOf("// tag::" + name + "[]");
        int end = stripped.indexOf("// end::" + name + "[]");
        assertThat(start).as("region %s of %s", name, example).isNotNegative().isLessThan(end);
        String margin = lines.get(start).substring(0, lines.get(start).indexOf('/'));
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(start + 1, end)) {
            text.append(line.startsWith(margin) ? line.substring(margin.length()) : line)
                    .append('\n');
        }
        return text.toString();
    }

    private static double distance(String printed) {
        Matcher matcher = DISTANCE.matcher(printed);
        assertThat(matcher.find()).as(printed).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    /** A program, which may fail. */
    @FunctionalInterface
    private interface Program {
        void start(String[] arguments) throws Exception;
    }

    private static String run(Program program) {
        PrintStream original = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.start(new String[0]);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            System.setOut(original);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
