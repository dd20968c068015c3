package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.method.ObjectiveName;
import org.gfn4j.app.testing.CommandServer;
import org.gfn4j.app.testing.RunFolders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the documents say to run, each document's commands in their order in a folder of its own.
 *
 * <p>Lines of code blocks that start with {@code ./gfn4j} are commands; what follows two blanks or more is an
 * explanation. {@code <!-- not run -->} before a block leaves it out, {@code <!-- exits 2 -->} says how its commands end,
 * {@code <!-- needs vina obabel -->} leaves it out, and says so, where a program or a file of the shared data is missing, and
 * {@code <!-- file score.py -->} before a fenced block makes it a file that the commands find.
 * A shell reads the lines; the program that they name hands its arguments to one JVM for all of them, as most of the time
 * would otherwise go into starting JVMs.
 */
@Tag("acceptance")
@DisabledOnOs(OS.WINDOWS)
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final String LAUNCHER = "./gfn4j ";
    private static final Pattern MARK =
            Pattern.compile("<!-- (?:(not run)|exits (\\d+)|needs ([^>]+)|file (\\S+)) -->");
    /** Files that documents take for granted, by the names that they have there. */
    private static final Map<String, Path> GIVEN = Map.of(
            "receptor.pdbqt",
            Path.of(System.getProperty("gfn4j.shared", "")).resolve("bengio2021/4jnc.nohet.aligned.pdbqt"),
            "model.onnx",
            ROOT.resolve("onnx/src/test/resources/models/ecfp.onnx"));

    private static final Pattern EXPLANATION = Pattern.compile(" {2,}.*");
    private static final int SECONDS = 120;

    @TempDir
    private static Path folder;

    private static Process server;

    /** A line to run, the exit status that the document promises, and what must be there for it. */
    record Command(String line, int status, List<String> needs) {
        Command(String line, int status) {
            this(line, status, List.of());
        }

        /** Returns the first thing that is not there. */
        Optional<String> missing() {
            return needs.stream().filter(need -> !isThere(need)).findFirst();
        }
    }

    private static boolean isThere(String need) {
        Path given = GIVEN.get(need);
        return given != null
                ? Files.exists(given)
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, need)));
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
            documents.removeIf(document -> commands(read(document)).isEmpty());
            return documents.stream();
        }
    }

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        Files.createDirectory(workFolder());
        CommandServer.makePipes(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.nopointergc=true",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        CommandServer.class.getName(),
                        folder.toString())
                .directory(workFolder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.txt").toFile());
        builder.environment().put("GFN4J_HOME", folder.resolve("home").toString());
        server = builder.start();
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        server.destroyForcibly();
        server.waitFor();
    }

    private static Path workFolder() {
        return folder.resolve("work");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commandsRunAsPrinted(Path document) throws IOException, InterruptedException {
        emptyWorkFolder();
        CommandServer.writeClient(folder, workFolder().resolve("gfn4j"));
        for (Map.Entry<String, String> file : files(read(document)).entrySet()) {
            Files.writeString(workFolder().resolve(file.getKey()), file.getValue());
        }
        for (Map.Entry<String, Path> file : GIVEN.entrySet()) {
            if (Files.exists(file.getValue())) {
                Files.copy(file.getValue(), workFolder().resolve(file.getKey()));
            }
        }
        Path printed = folder.resolve("shown.txt");
        for (Command command : commands(read(document))) {
            if (command.missing().isPresent()) {
                System.err.println(
                        "skipped, because there is no " + command.missing().get() + ": " + command.line());
                continue;
            }
            int status = run(command.line(), printed);
            String text = Files.readString(printed) + Files.readString(folder.resolve("server.txt"));
            assertThat(status).as("%s: %s%n%s", document, command.line(), text).isEqualTo(command.status());
            assertThat(text)
                    .as("%s: %s", document, command.line())
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception in thread");
        }
    }

    /** The folder itself stays, as the server works in it. */
    private static void emptyWorkFolder() throws IOException {
        try (Stream<Path> entries = Files.list(workFolder())) {
            for (Path entry : entries.toList()) {
                RunFolders.delete(entry);
            }
        }
    }

    private static int run(String line, Path printed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(workFolder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d seconds", line, SECONDS)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        return String.join(
                separator,
                Arrays.stream(classPath.split(Pattern.quote(separator)))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    @Test
    void everyObjective_isTrainedByACommandOfItsPage() throws IOException {
        List<String> lines = documents()
                .filter(document -> document.startsWith(ROOT.resolve("docs").resolve("objectives")))
                .flatMap(document -> commands(read(document)).stream().map(Command::line))
                .toList();
        assertThat(ObjectiveName.values())
                .allSatisfy(objective -> assertThat(lines)
                        .anyMatch(line ->
                                (line + " ").contains(" --objective " + ChoiceConverter.nameOf(objective) + " ")));
    }

    @Test
    void commands_areTheLinesOfCodeBlocksInTheirOrder() {
        String text = """
                Prose, and `./gfn4j tasks` in it, is no command.
                ./gfn4j nor is this

                    ./gfn4j first --a 1        what it does
                    ls
                    ./gfn4j second | head -3

                <!-- not run -->

                    ./gfn4j slow
                    ./gfn4j slower

                    ./gfn4j slowest

                Text ends the block.

                ```sh
                ./gfn4j third \\
                    --b 2
                ```

                <!-- exits 2 -->
                ```
                ./gfn4j wrong
                ```
                ```
                ./gfn4j fourth > file
                ```
                <!-- not run -->
                ```sh
                ./gfn4j slow
                ```

                <!-- file a.py -->
                ```python
                print(1)
                ```

                <!-- needs sh -->

                    ./gfn4j fifth
                """;
        assertThat(files(text)).isEqualTo(Map.of("a.py", "print(1)\n"));
        assertThat(commands(text))
                .containsExactly(
                        new Command("./gfn4j first --a 1", 0),
                        new Command("./gfn4j second | head -3", 0),
                        new Command("./gfn4j third --b 2", 0),
                        new Command("./gfn4j wrong", 2),
                        new Command("./gfn4j fourth > file", 0),
                        new Command("./gfn4j fifth", 0, List.of("sh")));
    }

    /** Returns what the files hold that a document shows, by their names. */
    private static Map<String, String> files(String text) {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher block = Pattern.compile("<!-- file (\\S+) -->\\n```[^\\n]*\\n(.*?)```\\n", Pattern.DOTALL)
                .matcher(text);
        while (block.find()) {
            files.put(block.group(1), block.group(2));
        }
        return files;
    }

    private static List<Command> commands(String text) {
        List<Command> commands = new ArrayList<>();
        boolean fenced = false;
        int status = 0;
        boolean run = true;
        List<String> needs = List.of();
        for (String line : text.replaceAll(" \\\\\\n *", " ").lines().toList()) {
            Matcher mark = MARK.matcher(line);
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && mark.matches()) {
                run = mark.group(1) == null && mark.group(4) == null;
                status = mark.group(2) == null ? 0 : Integer.parseInt(mark.group(2));
                needs = mark.group(3) == null
                        ? List.of()
                        : List.of(mark.group(3).split(" "));
                continue;
            }
            boolean code = fenced || line.startsWith("    ");
            String command = code ? line.strip() : "";
            if (run && command.startsWith(LAUNCHER)) {
                commands.add(new Command(EXPLANATION.matcher(command).replaceFirst(""), status, needs));
            }
            if (!code && !line.isBlank()) {
                run = true;
                status = 0;
                needs = List.of();
            }
        }
        return commands;
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
