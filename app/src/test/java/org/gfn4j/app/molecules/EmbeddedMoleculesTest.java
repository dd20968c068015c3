package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gfn4j.app.testing.MoleculeRuns;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.Program;
import org.gfn4j.molecules.task.MoleculeProblems;
import org.gfn4j.training.Checkpoints;
import org.gfn4j.training.DrawnObject;
import org.gfn4j.training.TrainedModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Reads runs of molecules in a program that has neither the command line nor picocli. */
@DisabledOnOs(OS.WINDOWS)
class EmbeddedMoleculesTest {
    private static final int DRAWS = 4;

    @TempDir
    private Path folder;

    private Path run;

    /** The program. */
    static final class Reader {
        private Reader() {}

        /** Draws from a run; a second word allows what it starts. */
        public static void main(String[] arguments) throws IOException {
            ClassLoader loader = Reader.class.getClassLoader();
            if (loader.getResource("picocli/CommandLine.class") != null
                    || loader.getResource("org/gfn4j/app/command/Main.class") != null) {
                throw new IllegalStateException("the command line is on the class path");
            }
            Path run = Path.of(arguments[0]);
            TrainedModel<?> model = arguments.length == 1
                    ? TrainedModel.load(run)
                    : TrainedModel.load(
                            run,
                            Checkpoints.ofRun(run).newest().orElseThrow(),
                            1,
                            new MoleculeProblems(launch -> launch.text().contains(arguments[1])));
            texts(model.draw(DRAWS, 0)).forEach(System.out::println);
        }
    }

    private static List<String> texts(List<? extends DrawnObject<?>> drawn) {
        return drawn.stream().map(each -> each.text() + " " + each.logReward()).toList();
    }

    @BeforeEach
    void nameRun() {
        run = folder.resolve("run");
    }

    private void train(String reward) throws IOException {
        Path blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        List<String> command = MoleculeRuns.training(blocks, run, "--iterations", "3", "--reward-cache", "none");
        command.set(command.indexOf("--reward") + 1, reward);
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    /** Returns what the program prints in a home without approvals. */
    private String read(int status, String... allowed) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(Program.builder(folder, List.of()).command());
        command.remove(command.size() - 1);
        int path = command.indexOf("-cp") + 1;
        command.set(path, withoutCommandLine(command.get(path)));
        command.addAll(List.of(Reader.class.getName(), run.toString()));
        command.addAll(List.of(allowed));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("GFN4J_HOME", folder.resolve("home").toString());
        assertThat(Program.end(builder.start())).as(Files.readString(output)).isEqualTo(status);
        return Files.readString(output);
    }

    private static String withoutCommandLine(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.contains("picocli")
                        && !Files.exists(Path.of(entry, "org/gfn4j/app/command/Main.class"))
                        && !Path.of(entry).getFileName().toString().startsWith("gfn4j-app"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void aRunIsReadWithoutTheCommandLine() throws Exception {
        train("qed*0.5 + weight:20..60*0.5");

        assertThat(read(0).lines())
                .containsExactlyElementsOf(texts(TrainedModel.load(run).draw(DRAWS, 0)));
    }

    @Test
    @Tag("acceptance")
    void aProgramThatARunNamesIsStartedOnlyWhereThatIsAllowed() throws Exception {
        Path started = folder.resolve("started");
        Path script = folder.resolve("score.sh");
        Files.writeString(script, "echo >" + started + "\nwhile read -r x; do echo 0.5; done\n");
        train("exec:sh " + script);
        Files.delete(started);

        assertThat(read(1))
                .contains("would start what you neither made nor approved: the program sh " + script)
                .contains("'gfn4j trust RUN'")
                .contains("a ProblemSource that may start it");
        assertThat(started).doesNotExist();
        assertThat(read(0, "score.sh").lines()).hasSize(DRAWS);
        assertThat(started).exists();
    }
}
