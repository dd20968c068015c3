package org.gfn4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples and holds what the documents show of them against their source. */
final class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/gfn4j/examples");
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
    void yourOwnObjectiveLearnsTheGrid() {
        assertThat(distance(run(YourOwnObjective::main))).isLessThan(0.02);
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
        List<String> lines = Files.readAllLines(SOURCES.resolve(example + ".java"));
        int start = lines.indexOf("    // tag::" + name + "[]");
        int end = lines.indexOf("    // end::" + name + "[]");
        assertThat(start).as("region %s of %s", name, example).isNotNegative().isLessThan(end);
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(start + 1, end)) {
            text.append(line.startsWith("    ") ? line.substring(4) : line).append('\n');
        }
        return text.toString();
    }

    private static double distance(String printed) {
        Matcher matcher = DISTANCE.matcher(printed);
        assertThat(matcher.find()).as(printed).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static String run(Consumer<String[]> program) {
        PrintStream original = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.accept(new String[0]);
        } finally {
            System.setOut(original);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
