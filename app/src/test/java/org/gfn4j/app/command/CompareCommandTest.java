package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.comparison.Comparison;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFolders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private Outcome compare(String methods, String budget, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "compare",
                "hypergrid",
                "--methods",
                methods,
                "--budget",
                budget,
                "--dimensions",
                "2",
                "--side",
                "4",
                "--set",
                "hidden=8",
                "--run",
                folder.resolve("all").toString()));
        command.addAll(List.of(more));
        if (!command.contains("--seeds")) {
            command.addAll(List.of("--seeds", "2"));
        }
        return Outcome.of(command);
    }

    @Test
    void methodsRunUnderOneBudget_andAgainDoNothing() throws IOException {
        Outcome outcome = compare("gflownet-db,mh", "160", "--set", "gflownet-db.learning-rate=0.01");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("gflownet-db", "mh");
        Path all = folder.resolve("all");
        assertThat(Files.readString(all.resolve("gflownet-db/seed-1/config.yaml")))
                .contains("objective: db", "budget: 160", "learning-rate: 0.01", "hidden: 8", "side: 4", "seed: 1");
        assertThat(Files.readString(all.resolve("mh/seed-0/config.yaml"))).contains("method: mh", "seed: 0");

        Map<String, String> before = RunFolders.contents(all.resolve("mh"));
        Outcome again = compare("gflownet-db,mh", "160", "--set", "gflownet-db.learning-rate=0.01");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("4 runs in " + all + ", of which 4 are complete");
        assertThat(RunFolders.contents(all.resolve("mh"))).isEqualTo(before);
    }

    @Test
    void aComparisonThatIsHalfDoneGoesOn() throws IOException {
        Path all = folder.resolve("all");
        assertThat(compare("mh,random", "160").status()).isZero();
        Map<String, String> whole = RunFolders.contents(all.resolve("mh/seed-1/checkpoints"));
        RunFolders.delete(all.resolve("mh/seed-1"));
        RunFolders.delete(all.resolve("random/seed-0/checkpoints"));
        Files.delete(all.resolve("random/seed-0/metrics.jsonl"));
        Files.delete(all.resolve("random/seed-0/summary.json"));

        Outcome outcome = compare("mh,random", "160");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(RunFolders.contents(all.resolve("mh/seed-1/checkpoints"))).isEqualTo(whole);
        assertThat(all.resolve("random/seed-0/summary.json")).exists();
    }

    @Test
    void methodsAndSeedsCanBeAdded_butNoOptionChanged() {
        assertThat(compare("mh", "160").status()).isZero();
        assertThat(compare("mh,random", "160", "--seeds", "3").status()).isZero();
        assertThat(folder.resolve("all/random/seed-2/summary.json")).exists();

        Outcome refused = compare("mh", "320");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains("was run with budget: 160, not 320", "--run");
    }

    @Test
    @Tag("acceptance")
    void processesRunAtTheSameTime() {
        Outcome outcome = compare("mh,random", "160", "--jobs", "2");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("done, 4 of 4");
        assertThat(folder.resolve("all/mh/seed-0/log.txt")).content().contains("run folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aRunWithoutItsPageMakesTheComparisonFail_butIsComplete(String jobs) throws IOException {
        Path all = folder.resolve("all");
        Files.createDirectories(all.resolve(Comparison.CURVES));
        Files.createDirectories(all.resolve("gflownet-tb/seed-0/report.html/in-the-way"));
        Outcome outcome = compare(
                "gflownet-tb,mh",
                "64",
                "--seeds",
                "1",
                "--jobs",
                jobs,
                "--reward",
                "exec:sed -u s/.*/1/",
                "--reward-cache",
                "none");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(jobs.equals("1") ? outcome.err() : Files.readString(all.resolve("gflownet-tb/seed-0/log.txt")))
                .contains("report.html was not written: ");
        assertThat(outcome.err())
                .contains("wrote " + all.resolve("comparison.html"))
                .doesNotContain("not complete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mh,nothing | 100 | | 'nothing' is none of gflownet-tb, gflownet-db",
                "mh,mh | 100 | | 'mh' is listed twice",
                "mars | 100 | | 'mars' is none of",
                "mh | 0 | | '0'",
                "mh | many | | 'many'",
                "mh | 100 | --set=nothing | 'nothing' must have the form OPTION=VALUE",
                "mh | 100 | --set=ppo.entropy=1 | names a method that is not compared; those are mh",
                "mh | 100 | --set=mh.nothing=1 | method mh: Unknown key 'nothing'",
                "mh | 100 | --set=batch=-1 | method mh: Invalid value for option '--batch': '-1'",
                "mh | 100 | --jobs=0 | '0'",
                "gflownet-vargrad | 100 | --set=batch=1 | method gflownet-vargrad",
            })
    void whatIsWrongIsRefusedBeforeAnythingIsWritten(String methods, String budget, String option, String message) {
        Outcome refused = option == null ? compare(methods, budget) : compare(methods, budget, option);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains(message);
        assertThat(folder.resolve("all")).doesNotExist();
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("all"));
        Files.writeString(folder.resolve("all/letter.txt"), "mine");
        Outcome refused = compare("mh", "100");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains("is not empty");
        assertThat(folder.resolve("all/mh")).doesNotExist();
    }
}
