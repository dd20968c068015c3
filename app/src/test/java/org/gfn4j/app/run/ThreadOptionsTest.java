package org.gfn4j.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands that share their work among threads: any number of these gives the same results. */
class ThreadOptionsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @Test
    void trainingIsTheSame() throws IOException {
        Path one = folder.resolve("one");
        train(one, 1);
        for (int threads : new int[] {2, 3}) {
            Path several = folder.resolve("threads-" + threads);
            train(several, threads);
            RunFiles.assertEqual(several, one);
            assertThat(JSON.readTree(several.resolve("summary.json"))
                            .at("/timing/threads")
                            .asInt())
                    .isEqualTo(threads);
        }
    }

    @Test
    void samplesAndFiguresAreTheSame() {
        Path run = folder.resolve("run");
        train(run, 2);
        for (List<String> line : List.of(
                List.of("sample", run.toString(), "--count=300", "--exact-limit=0", "--out=-"),
                List.of("evaluate", run.toString(), "--samples=300", "--json"))) {
            Outcome one = onThreads(line, 1);
            assertThat(one.out()).isNotEmpty();
            assertThat(onThreads(line, 3)).isEqualTo(one);
        }
        assertThat(new ExistingRun(run)
                        .model(null, 3, new TaskProblems())
                        .problem()
                        .engine()
                        .threads())
                .isEqualTo(3);
    }

    @Test
    void aNetworkOfOneThreadTakesNoNotice_andSaysSo() {
        String run = folder.resolve("molecules").toString();
        Outcome trained = onThreads(
                List.of("train", "molecules", "--width=8", "--steps=1", "--budget=16", "--batch=8", "--run=" + run), 2);
        Outcome sampled = onThreads(List.of("sample", run, "--count=1", "--out=-"), 2);
        for (Outcome outcome : List.of(trained, sampled)) {
            assertThat(outcome.err())
                    .contains("gfn4j: option '--threads' has no effect on the networks of this task, which use one "
                            + "thread");
        }
    }

    /** So wide and many that all of the work is cut. */
    private static void train(Path folder, int threads) {
        onThreads(
                List.of(
                        "train",
                        "hypergrid",
                        "--dimensions=3",
                        "--side=5",
                        "--hidden=300",
                        "--batch=100",
                        "--iterations=6",
                        "--checkpoint-every=2",
                        "--run=" + folder),
                threads);
    }

    private static Outcome onThreads(List<String> line, int threads) {
        Outcome outcome = Outcome.of(
                Stream.concat(line.stream(), Stream.of("--threads=" + threads)).toList());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome;
    }
}
