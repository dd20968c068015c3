package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.testing.MoleculeRuns;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFiles;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The task of molecules on the command line, with few blocks and a small network. */
class MoleculesCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int STATES_TO_TELL_APART = 20;

    @TempDir
    private static Path shared;

    private static Path blocks;
    private static Path run;
    private static Outcome training;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        blocks = MoleculeRuns.writeBlocks(shared.resolve("blocks.json"));
        run = shared.resolve("run");
        training = MoleculeRuns.train(blocks, run);
        assertThat(training.status()).as(training.err()).isZero();
    }

    private static JsonNode summary(Path folder) throws IOException {
        return JSON.readTree(Files.readString(folder.resolve("summary.json")));
    }

    private static List<Map<String, String>> rows(Path csv) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv.toFile())) {
            return rows.readAll();
        }
    }

    @Test
    void table_showsWhatWasFound() {
        assertThat(training.out())
                .contains("molecules        ", " different, ", " of all impossible")
                .contains("best raw rewards top 10: 0.")
                .contains("modes            ", " from 0.3, ", "(raw reward; Tanimoto below 0.7)")
                .contains("scaffolds        ");
        assertThat(training.err()).contains("molecules ", "loss ");
    }

    /** The figures of the summary, computed again from the rows of the molecules. */
    @Test
    void summary_agreesWithTheRowsOfTheMolecules() throws IOException, SmilesException {
        List<Map<String, String>> rows = rows(run.resolve("molecules.csv"));
        Map<String, Double> best = new HashMap<>();
        Set<String> objects = new HashSet<>();
        for (Map<String, String> row : rows) {
            String smiles = row.get("smiles");
            assertThat(Smiles.canonical(smiles)).isEqualTo(smiles);
            assertThat(objects.add(row.get("object"))).isTrue();
            assertThat(Integer.parseInt(row.get("iteration")))
                    .isBetween(1, summary(run).get("iterations").intValue());
            best.merge(smiles, Double.parseDouble(row.get("rawReward")), Math::max);
        }
        JsonNode summary = summary(run);
        assertThat(summary.get("distinctStates").intValue()).isEqualTo(rows.size());
        assertThat(summary.get("distinctMolecules").intValue())
                .isEqualTo(best.size())
                .isGreaterThan(STATES_TO_TELL_APART);
        assertThat(summary.get("invalidFraction").doubleValue()).isZero();
        double top = best.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertThat(summary.get("rawRewardTop10").doubleValue()).isCloseTo(top, within(1e-12));
        assertThat(summary.get("rawRewardTop1000").isNull()).isTrue();
        assertThat(summary.get("tanimotoTop1000").isNull()).isTrue();
        assertThat(summary.get("modesAt").propertyNames()).containsExactly("0.3", "0.5");
        assertThat(summary.get("modesAt").get("0.3").intValue()).isBetween(1, (int)
                best.values().stream().filter(reward -> reward >= 0.3).count());
        assertThat(summary.get("scaffoldsAt").get("0.3").intValue()).isPositive();
        String last = Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(JSON.readTree(last).get("rawRewardTop10")).isEqualTo(summary.get("rawRewardTop10"));
        assertThat(JSON.readTree(last).has("modesAt")).isFalse();
    }

    @Test
    void report_drawsTheBestMoleculesAndHowTheBestIsBuilt() throws IOException {
        assertThat(training.err()).contains("gfn4j: wrote " + run.resolve("report.html"));
        String atEnd = Files.readString(run.resolve("report.html"));
        Outcome outcome = Outcome.of("report", run.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page).as("the page that training ended with").isEqualTo(atEnd);
        assertThat(page).hasSizeLessThan(3_000_000).containsOnlyOnce("<script").doesNotContain("src=\"http");
        assertThat(page.substring(page.indexOf("id=\"most-rewarding\"")))
                .as("objects are SMILES, not block graphs")
                .doesNotContain("&quot;blocks&quot;");
        int drawings = summary(run).get("distinctMolecules").intValue();
        assertThat(part(page, "best").split("<svg ", -1)).hasSize(Math.min(50, drawings) + 1);
        double best = rows(run.resolve("molecules.csv")).stream()
                .mapToDouble(row -> Double.parseDouble(row.get("rawReward")))
                .max()
                .orElseThrow();
        String text = String.format(Locale.ROOT, "%.4f", best);
        assertThat(part(page, "best")).contains("<h3>1. " + text + "</h3>");
        assertThat(part(page, "best-trajectory"))
                .contains("raw reward " + text, "<h3>Step 1</h3>", "P_F = 0.", "<svg ");
        assertThat(part(page, "rewards")).contains("figure id=\"rewards-over-time\"", "against reward requests");
        assertThat(part(page, "diversity"))
                .contains("These are the figures of summary.json.", "<th scope=\"row\">0.3</th>");
    }

    private static String part(String page, String section) {
        int start = page.indexOf("<section id=\"" + section + "\">");
        assertThat(start).as(section).isPositive();
        return page.substring(start, page.indexOf("</section>", start));
    }

    @Test
    @Tag("acceptance")
    void reportOfARunThatWasInterrupted_doesWithoutSummaryAndMolecules() throws IOException {
        Path own = folder.resolve("run");
        assertThat(MoleculeRuns.train(blocks, own, "--budget", "40").status()).isZero();
        Files.delete(own.resolve("summary.json"));
        assertThat(Outcome.of("report", own.toString()).status()).isZero();
        assertThat(part(Files.readString(own.resolve("report.html")), "diversity"))
                .contains("These figures were computed from molecules.csv");
        Files.delete(own.resolve("molecules.csv"));
        assertThat(Outcome.of("report", own.toString()).status()).isZero();
        assertThat(Files.readString(own.resolve("report.html")))
                .contains(
                        "<b id=\"best\">Best molecules</b>: Left out, because the folder of the run has no molecules.csv.");
    }

    @Test
    @Tag("acceptance")
    void resumedRun_comesToTheSame() throws IOException {
        Path resumed = folder.resolve("run");
        assertThat(MoleculeRuns.train(blocks, resumed, "--keep", "9").status()).isZero();
        Outcome outcome = Outcome.of("resume", resumed.toString(), "--checkpoint", "10");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        Path expected = folder.resolve("expected");
        assertThat(MoleculeRuns.train(blocks, expected, "--keep", "9").status()).isZero();
        RunFiles.assertEqual(resumed, expected);
    }

    @Test
    void changedBlocks_areRefusedWhereverTheRunIsUsed() throws IOException {
        Path own = MoleculeRuns.writeBlocks(folder.resolve("own.json"));
        Path other = folder.resolve("run");
        assertThat(MoleculeRuns.train(own, other, "--budget", "20").status()).isZero();
        Files.writeString(own, Files.readString(own).replace("[0, 3]", "[0, 2]"));
        for (List<String> command : List.of(
                List.of("resume", other.toString()),
                List.of("sample", other.toString(), "--count", "1"),
                List.of("evaluate", other.toString()))) {
            Outcome outcome = Outcome.of(command);
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.message())
                    .contains("'--blocks'", own.toString(), "has changed since it was recorded: its SHA-256 must be ");
        }
        Files.delete(own);
        assertThat(Outcome.of("sample", other.toString(), "--count", "1").message())
                .contains("'" + own + "' does not exist, but the run needs it at its recorded place");
    }

    @Test
    void alteredMolecules_areRefusedByResume() throws IOException {
        Path other = folder.resolve("run");
        assertThat(MoleculeRuns.train(blocks, other).status()).isZero();
        Path csv = other.resolve("molecules.csv");
        byte[] bytes = Files.readAllBytes(csv);
        bytes[bytes.length / 2] ^= 1;
        Files.write(csv, bytes);
        Outcome outcome = Outcome.of("resume", other.toString(), "--budget", "400");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("molecules.csv' has been altered or lost since the checkpoint was written");
        assertThat(csv).hasBinaryContent(bytes);
    }

    private static Outcome sample(String... options) {
        return Outcome.of(Stream.concat(Stream.of("sample", run.toString()), Arrays.stream(options))
                .toList());
    }

    @Test
    void samples_haveSmilesRewardsAndExactProbabilities() throws IOException {
        Path csv = folder.resolve("a.csv");
        assertThat(sample("--count", "30", "--exact", "--out", csv.toString()).status())
                .isZero();
        List<Map<String, String>> rows = rows(csv);
        assertThat(rows).hasSize(30);
        for (Map<String, String> row : rows) {
            double reward = Double.parseDouble(row.get("rawReward"));
            assertThat(Double.parseDouble(row.get("logReward"))).isCloseTo(4 * Math.log(reward), within(1e-9));
            assertThat(Double.parseDouble(row.get("logForward")))
                    .isLessThanOrEqualTo(Double.parseDouble(row.get("logTerminal")) + 1e-3);
        }
        assertThat(rows.get(0).keySet())
                .containsExactly("smiles", "rawReward", "object", "logReward", "logForward", "logTerminal", "length");
        Outcome trained =
                MoleculeRuns.train(blocks, folder.resolve("data"), "--data", csv.toString(), "--iterations", "5");
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    @Test
    void uniqueSamples_differInTheirSmiles() throws IOException {
        Path file = folder.resolve("a.smi");
        Outcome outcome = sample("--count", "40", "--unique", "--out", file.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> smiles = Files.readAllLines(file).stream()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
        assertThat(smiles).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void wrongEnding_isToldWhichThereAre() {
        assertThat(sample("--count", "1", "--out", "a.mol").message())
                .endsWith("'a.mol' must end in .jsonl, .ndjson, .csv, .smi, .sdf or .png, or be - for standard output");
        assertThat(sample("--count", "1001", "--out", folder.resolve("a.png").toString())
                        .message())
                .contains("'--count': '1001' is too many for a picture; at most ");
    }

    @Test
    void evaluation_measuresMoleculesAndATestSet() throws IOException {
        Path testSet = Files.writeString(folder.resolve("test.json"), """
                [{"index": 0, "blocks": [0, 1], "junctionBonds": [[0, 1, 0, 0]], "freeStems": []},
                 {"index": 1, "blocks": [1, 0, 2], "junctionBonds": [[0, 1, 0, 0], [0, 2, 3, 0]], "freeStems": []},
                 {"index": 2, "blocks": [1, 2], "junctionBonds": [[0, 1, 0, 0]], "freeStems": [[0, 3]]}]
                """);
        Outcome outcome =
                Outcome.of("evaluate", run.toString(), "--samples", "50", "--test-set", testSet.toString(), "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode figures = JSON.readTree(outcome.out());
        assertThat(figures.get("distinctMolecules").intValue()).isBetween(1, 50);
        assertThat(figures.get("testMolecules").intValue()
                        + figures.get("testUnbuildable").intValue())
                .isEqualTo(3);
        Files.writeString(testSet, "[{\"index\": 0, \"blocks\": [99]}]");
        assertThat(Outcome.of("evaluate", run.toString(), "--test-set", testSet.toString())
                        .message())
                .contains("'--test-set': " + testSet + ", line 1: molecule 0: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--blocks no.json      | Invalid value for option '--blocks': 'no.json' does not exist",
                "--blocks src          | Invalid value for option '--blocks': 'src' is not a file",
                "--blocks pom.xml      | Invalid value for option '--blocks': pom.xml, line 1: is not JSON",
                "--min-blocks 9        | Invalid value for option '--max-blocks': '8' is less than the 9 of --min-blocks",
                "--width 0             | Invalid value for option '--width': '0' is not a whole number from 1 to 4096",
                "--steps 101           | Invalid value for option '--steps': '101' is not a whole number from 1 to 100",
                "--precision 16        | Invalid value for option '--precision': '16' is not one of 32, 64",
                "--test-set no.json    | Invalid value for option '--test-set': 'no.json' does not exist",
                "--reward seh --proxy pom.xml | Invalid value for option '--proxy': pom.xml is damaged or no safetensors file",
                "--reward proxy        | Invalid value for option '--reward': the reward 'proxy' needs a network: name",
                "--reward sehh         | Invalid value for option '--reward': 'sehh' is not a reward: a reward is one of seh,",
                "--reward qed:1..2     | Invalid value for option '--reward': 'qed:1..2' is not a reward: the reward 'qed'",
                "--reward qed --proxy pom.xml | Invalid value for option '--proxy': the reward 'qed' takes no proxy, but got",
                "--thresholds 7,x      | Invalid value for option '--thresholds'",
                "--hidden 8            | Unknown option '--hidden'"
            })
    void wrongOption_isNamedWithItsValueAndWhatIsAllowed(String options, String message) {
        Outcome outcome = Outcome.ofLine("train molecules --dry-run " + options);
        assertThat(outcome.message()).startsWith("gfn4j: " + message);
        assertThat(outcome.err()).hasLineCount(2);
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void verify_passesAndExemptsTheCountingOfTheCode() {
        Outcome outcome = Outcome.of("verify", "molecules", "--blocks", blocks.toString(), "--walks", "20");
        assertThat(outcome.status()).as(outcome.out()).isZero();
        assertThat(outcome.out()).startsWith("passed");
        Outcome exempt = Outcome.of("verify", "molecules", "--blocks", blocks.toString(), "--profile", "code2021");
        assertThat(exempt.status()).isZero();
        assertThat(exempt.out()).startsWith("not verified: the profile code2021 counts the edges ");
    }

    @Test
    void iterations_goBeforeTheBudgetThatIsADefault() throws IOException {
        Path own = folder.resolve("run");
        Outcome outcome = Outcome.of(new ArrayList<>(List.of(
                "train",
                "molecules",
                "--blocks",
                blocks.toString(),
                "--reward",
                "qed",
                "--width",
                "8",
                "--steps",
                "1",
                "--iterations",
                "3",
                "--batch",
                "2",
                "--replay",
                "none",
                "--run",
                own.toString())));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(summary(own).get("rewardRequests").intValue()).isEqualTo(6);
        assertThat(Files.readString(own.resolve("config.yaml"), StandardCharsets.UTF_8))
                .contains("iterations: 3")
                .doesNotContain("budget");
    }

    @Test
    void help_saysWhatEndsARun() {
        String help = Outcome.ofLine("train molecules --help").out().replaceAll("\\s+", " ");
        assertThat(help)
                .contains("--iterations=NUMBER Optimiser steps. A whole number from 1 to 1000000000.")
                .contains("if --iterations is not given. Default 5000; a whole number")
                .doesNotContain("--hidden", "--activation");
    }

    @Test
    void rewardOfAPlainRun_isTheNetworkInTheJar() {
        assertThat(dryRun())
                .containsEntry("reward", "seh-mini")
                .containsEntry("reward-exponent", "96")
                .containsEntry("reward-norm", "8")
                .containsEntry("reward-floor", "2")
                .containsEntry("thresholds", "\"6,7,7.5\"")
                .doesNotContainKey("proxy");
    }

    @Test
    void profiles_setTheValuesOfThePaperAndOfItsCode() {
        Map<String, String> paper = dryRun("--profile", "paper", "--reward", "qed");
        assertThat(paper)
                .containsEntry("objective", "fm")
                .containsEntry("batch", "4")
                .containsEntry("learning-rate", "0.0005")
                .containsEntry("leaf-coefficient", "10")
                .containsEntry("fm-epsilon", "2.44140625e-8")
                .containsEntry("epsilon", "0.05")
                .containsEntry("replay", "none")
                .containsEntry("reward-exponent", "10")
                .containsEntry("reward-norm", "8")
                .containsEntry("reward-floor", "0.01")
                .containsEntry("min-blocks", "2")
                .containsEntry("max-blocks", "8")
                .containsEntry("width", "256")
                .containsEntry("steps", "10")
                .containsEntry("budget", "1000000");
        Map<String, String> code = dryRun("--profile", "code2021", "--reward", "qed", "--batch", "16");
        assertThat(code)
                .containsEntry("fm-epsilon", "2.44140625e-8")
                .containsEntry("reward-floor", "0.1")
                .containsEntry("precision", "64")
                .containsEntry("batch", "16");
        assertThat(Math.pow(0.1 / 8, 4)).isCloseTo(2.44140625e-8, within(1e-20));
    }

    @Test
    void methods_getTheScaleTheyWereTunedForWhereTheRewardPredictsDocking() {
        assertThat(dryRun("--method", "ppo"))
                .containsEntry("reward-exponent", "4")
                .containsEntry("reward-norm", "10")
                .containsEntry("reward-floor", "0.1");
        assertThat(dryRun("--method", "mars", "--reward-floor", "1"))
                .containsEntry("reward-exponent", "4")
                .containsEntry("reward-norm", "1")
                .containsEntry("reward-floor", "1");
        assertThat(dryRun("--method", "softql")).containsEntry("reward-exponent", "96");
        assertThat(dryRun("--method", "ppo", "--reward", "qed"))
                .containsEntry("reward-exponent", "10")
                .containsEntry("reward-norm", "1")
                .containsEntry("reward-floor", "0.01");
        assertThat(dryRun("--method", "ppo", "--reward", "qed*0.5 + seh-mini*0.5"))
                .containsEntry("reward-exponent", "10")
                .containsEntry("reward-norm", "1");
        assertThat(dryRun("--method", "mcmc", "--profile", "paper", "--reward", "seh-mini"))
                .containsEntry("reward-exponent", "10")
                .containsEntry("reward-norm", "8")
                .containsEntry("reward-floor", "0.01");
    }

    private static Map<String, String> dryRun(String... options) {
        Outcome outcome = Outcome.of(Stream.concat(
                        Stream.of("train", "molecules", "--dry-run", "--blocks", blocks.toString()),
                        Arrays.stream(options))
                .toList());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.settings()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
