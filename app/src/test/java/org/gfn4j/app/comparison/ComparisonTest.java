package org.gfn4j.app.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.command.CompareRunsCommand;
import org.gfn4j.app.testing.MoleculeRuns;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFolders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs held against each other: the table, the page, the files, and what is refused. */
class ComparisonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> OBJECTIVES = List.of("tb", "fm");
    private static final int SEEDS = 3;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        for (String objective : OBJECTIVES) {
            for (int seed = 0; seed < SEEDS; seed++) {
                train(run(objective, seed), "--objective", objective, "--seed", Integer.toString(seed));
            }
        }
    }

    private static void train(Path run, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "train",
                "hypergrid",
                "--dimensions",
                "2",
                "--side",
                "8",
                "--hidden",
                "8",
                "--batch",
                "8",
                "--iterations",
                "20",
                "--evaluate-every",
                "5",
                "--run",
                run.toString()));
        command.addAll(List.of(more));
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    private static Path run(String objective, int seed) {
        return shared.resolve(objective + "-" + seed);
    }

    private static List<Path> all() {
        return OBJECTIVES.stream()
                .flatMap(objective ->
                        Stream.iterate(0, seed -> seed + 1).limit(SEEDS).map(seed -> run(objective, seed)))
                .toList();
    }

    /** Runs the command as it will be run below a group of commands. */
    private static Outcome compare(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new CompareRunsCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof WrongOptionException) {
                command.getErr().println(failure.getMessage());
                return 2;
            }
            throw failure;
        });
        int status = line.execute(arguments.toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    private Outcome compare(List<Path> runs, String... more) {
        List<String> arguments =
                new ArrayList<>(runs.stream().map(Path::toString).toList());
        if (!List.of(more).contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        arguments.addAll(List.of(more));
        return compare(arguments);
    }

    private JsonNode json(List<Path> runs) {
        Outcome outcome = compare(runs, "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return JSON.readTree(outcome.out());
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("out").resolve("comparison.html"));
    }

    private static Path copy(Path from, Path to) throws IOException {
        RunFolders.copy(from, to);
        return to;
    }

    private static void replace(Path file, String old, String with) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, with));
    }

    @Test
    void figuresAreMeansAndDeviationsOfTheSummaries() throws IOException {
        JsonNode methods = json(all()).get("methods");
        assertThat(methods).hasSize(OBJECTIVES.size());
        for (int i = 0; i < OBJECTIVES.size(); i++) {
            assertThat(methods.get(i).get("method").asString()).isEqualTo("gflownet-" + OBJECTIVES.get(i));
            for (String key : List.of("visited.count", "visited.l1Sum", "exactTotalVariation", "visited.modesFound")) {
                double[] values = new double[SEEDS];
                for (int seed = 0; seed < SEEDS; seed++) {
                    values[seed] = JSON.readTree(run(OBJECTIVES.get(i), seed).resolve("summary.json"))
                            .at("/" + key.replace('.', '/'))
                            .doubleValue();
                }
                double mean = Arrays.stream(values).average().orElseThrow();
                double squares = Arrays.stream(values)
                        .map(value -> Math.pow(value - mean, 2))
                        .sum();
                JsonNode figure = methods.get(i).get("figures").get(key);
                assertThat(figure.get("n").intValue()).isEqualTo(SEEDS);
                assertThat(figure.get("mean").doubleValue()).isCloseTo(mean, within(1e-12));
                assertThat(figure.get("standardDeviation").doubleValue())
                        .isCloseTo(Math.sqrt(squares / (SEEDS - 1)), within(1e-12));
            }
        }
    }

    @Test
    void table_hasARowForEachMethodInLinesOf80Characters() {
        Outcome outcome = compare(all());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(outcome.out().lines().filter(line -> line.startsWith("method ")))
                .isNotEmpty();
        assertThat(outcome.out()).contains("gflownet-tb", "gflownet-fm", "L1 of visits", "exact TV", " ± ");
        assertThat(outcome.out()).doesNotContain("unfinished", "differ");
        assertThat(outcome.err()).startsWith("gfn4j: wrote ").hasLineCount(1);
    }

    @Test
    void oneRun_hasNoDeviation() {
        List<Path> runs = List.of(run("tb", 0), run("fm", 0));
        assertThat(compare(runs).out()).doesNotContain("±");
        assertThat(json(runs)
                        .at("/methods/0/figures/visited.l1Sum/standardDeviation")
                        .isNull())
                .isTrue();
    }

    @Test
    void page_isOneFileWithItsFiguresAndTheirNumbersBesideIt() throws IOException {
        compare(all());
        assertThat(page())
                .contains(
                        "default-src &#x27;none&#x27;",
                        "id=\"distance\"",
                        "id=\"modes\"",
                        "id=\"rewards\"",
                        "id=\"wall-time\"")
                .contains("exact distribution", "perfect sampler", "Differences", "Common options")
                .doesNotContain("src=\"http", "href=\"http", "left-out\">")
                .containsOnlyOnce("<script");
        Path curves = folder.resolve("out").resolve("comparison");
        try (Stream<Path> files = Files.list(curves)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "table.csv", "runs.csv", "distance.csv", "modes.csv", "total-variation.csv", "rewards.csv");
        }
        assertThat(Files.readAllLines(curves.resolve("distance.csv")))
                .hasSize(1 + OBJECTIVES.size() * (SEEDS + 1) * 4)
                .startsWith("method,seed,visited.count,visited.l1Sum")
                .anyMatch(line -> line.startsWith("gflownet-tb,mean,160,"));
    }

    @Test
    void page_beginsWithWhoDidBestInWhat() throws IOException {
        JsonNode methods = json(all()).get("methods");
        double[] means = new double[OBJECTIVES.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = methods.get(i).at("/figures/exactTotalVariation/mean").doubleValue();
        }
        int best = means[0] < means[1] ? 0 : 1;
        String number = String.format(Locale.ROOT, "%.4f", means[best]);
        String next = String.format(Locale.ROOT, "%.4f", means[1 - best]);
        assertThat(page())
                .containsPattern("(?s)<h1>[^<]*</h1>\\s*<p>[^<]*gflownet-" + OBJECTIVES.get(best)
                        + " did best in [^.]*(\\.\\d[^.]*)*exact TV \\(" + number + "[^;)]*; next gflownet-"
                        + OBJECTIVES.get(1 - best) + " with " + next);
    }

    @Test
    void page_ofMethodsThatShareTheFirstPlace_namesNone() throws IOException {
        Path twin = copy(run("tb", 0), folder.resolve("twin"));
        replace(twin.resolve("config.yaml"), "batch: 8", "batch: 9");
        compare(List.of(run("tb", 0), twin));
        assertThat(page()).contains("This page compares 2 methods").doesNotContain("did best");
    }

    @Test
    void csvOfCurves_holdsTheMetricsOfEachRunAndTheirMean() throws IOException {
        compare(all());
        List<String> lines =
                Files.readAllLines(folder.resolve("out").resolve("comparison").resolve("distance.csv"));
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            JsonNode first = JSON.readTree(
                    Files.readAllLines(run("fm", seed).resolve("metrics.jsonl")).get(0));
            double distance = first.at("/visited/l1Sum").doubleValue();
            assertThat(lines).contains("gflownet-fm," + seed + ",40," + distance);
            sum += distance;
        }
        double mean = sum / SEEDS;
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("gflownet-fm,mean,40,")
                        .satisfies(text -> assertThat(Double.parseDouble(text.split(",", -1)[3]))
                                .isCloseTo(mean, within(1e-12))));
    }

    @Test
    void runsAreOnlyRead() throws IOException {
        Map<String, String> before = RunFolders.contents(shared);
        compare(all());
        assertThat(RunFolders.contents(shared)).isEqualTo(before);
    }

    @Test
    void sharesOfRewards_areThoseOfTheWindow() throws IOException {
        compare(List.of(run("tb", 0)));
        List<double[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out/comparison/rewards.csv"))) {
            if (line.startsWith("gflownet-tb,")) {
                rows.add(Arrays.stream(line.split(","))
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            }
        }
        assertThat(rows.get(0)[1]).isEqualTo(1);
        assertThat(rows.get(rows.size() - 1)[1]).isCloseTo(0, within(1e-12));
        for (int row = 1; row < rows.size(); row++) {
            assertThat(rows.get(row)[0]).isGreaterThanOrEqualTo(rows.get(row - 1)[0]);
            assertThat(rows.get(row)[1]).isLessThanOrEqualTo(rows.get(row - 1)[1]);
        }
    }

    @Test
    void chains_haveNoFiguresOfAModel() {
        Path chain = folder.resolve("chain");
        Outcome trained = Outcome.ofLine(
                "train hypergrid --method mh --dimensions 2 --side 8 --batch 8 --budget 160 --run " + chain);
        assertThat(trained.status()).as(trained.err()).isZero();
        List<Path> runs = List.of(run("tb", 0), chain);
        JsonNode methods = json(runs).get("methods");
        assertThat(methods.get(1).get("method").asString()).isEqualTo("mh");
        assertThat(methods.get(1).at("/figures/exactTotalVariation").isNull()).isTrue();
        assertThat(methods.get(1).at("/figures/visited.count/mean").doubleValue())
                .isPositive();
        assertThat(compare(runs).out()).containsPattern("(?m)^mh .*–");
    }

    @Test
    void groupsOfOneName_haveTheOptionsThatDifferInTheirLabels() {
        Path deep = folder.resolve("deep");
        train(deep, "--objective", "tb", "--layers", "3");
        JsonNode methods = json(List.of(run("tb", 0), run("tb", 1), deep)).get("methods");
        assertThat(methods.get(0).get("method").asString()).isEqualTo("gflownet-tb layers 2");
        assertThat(methods.get(0).get("runs")).hasSize(2);
        assertThat(methods.get(1).get("method").asString()).isEqualTo("gflownet-tb layers 3");
    }

    @Test
    void otherRewards_areSaidFirst() throws IOException {
        Path other = folder.resolve("other");
        train(other, "--objective", "fm", "--r0", "0.1");
        assertThat(compare(List.of(run("tb", 0), other)).out())
                .contains("The runs do not all have the same problem. They differ in r0"
                        + " (0.01 in gflownet-tb, 0.1 in gflownet-fm).".replace("0.01", r0(run("tb", 0))));
        assertThat(page()).containsPattern("(?s)<h1>[^<]*</h1>\\s*<p>The runs do not all have the same problem");
    }

    private static String r0(Path run) throws IOException {
        return Files.readAllLines(run.resolve("config.yaml")).stream()
                .filter(line -> line.startsWith("r0: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
    }

    @Test
    void unfinishedRun_isShownWithWhatItHas() throws IOException {
        Path cut = copy(run("tb", 1), folder.resolve("cut"));
        Files.delete(cut.resolve("summary.json"));
        List<String> lines = Files.readAllLines(cut.resolve("metrics.jsonl"));
        Files.writeString(cut.resolve("metrics.jsonl"), String.join("\n", lines.subList(0, 2)) + "\n{\"iter");
        List<Path> runs = List.of(run("tb", 0), cut);
        assertThat(compare(runs).out()).contains("gflownet-tb, 1 of 2 unfinished", "(n=1)");
        assertThat(page()).contains("unfinished");
        JsonNode visited = json(runs).at("/methods/0/figures/visited.count/mean");
        assertThat(visited.doubleValue()).isEqualTo((160 + 80) / 2.0);
    }

    @Test
    void summaryOfAnEarlierPart_isNotTakenForTheEnd() throws IOException {
        Path resumed = copy(run("tb", 1), folder.resolve("resumed"));
        replace(
                resumed.resolve("summary.json"),
                "\"iterations\" : 20,\n  \"trajectories\"",
                "\"iterations\" : 10,\n  \"trajectories\"");
        assertThat(compare(List.of(resumed)).out()).contains("gflownet-tb, unfinished");
    }

    @Test
    void runWithoutFigures_isSaidToBeLeftOut() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.copy(run("tb", 0).resolve("config.yaml"), empty.resolve("config.yaml"));
        String sentence = "The run '" + empty + "' is left out, because it has recorded no figures yet.";
        assertThat(compare(List.of(run("tb", 0), empty)).out()).contains(sentence);
        assertThat(page()).contains("is left out, because it has recorded no figures yet.");
        Outcome alone = compare(List.of(empty));
        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.message()).contains("none of the runs has recorded any figures", empty.toString());
    }

    @Test
    void damagedCheckpoint_leavesOutItsRewardsOnly() throws IOException {
        Path harmed = copy(run("tb", 0), folder.resolve("harmed"));
        try (Stream<Path> steps = Files.list(harmed.resolve("checkpoints"))) {
            for (Path step : steps.toList()) {
                RunFolders.Damage.CUT.harm(step.resolve("state.json"), 0.5);
            }
        }
        Outcome outcome = compare(List.of(harmed));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(page()).contains("Left out, because the rewards of the found objects are not recorded");
    }

    @Test
    void oneSeedTwice_isSaid() throws IOException {
        Path again = copy(run("tb", 0), folder.resolve("again"));
        assertThat(compare(List.of(run("tb", 0), again)).out())
                .contains("gflownet-tb has more than one run with the seed 0");
    }

    @Test
    void badInput_isRefusedAndNothingWritten() throws IOException {
        Path other = copy(run("tb", 0), folder.resolve("other"));
        replace(other.resolve("config.yaml"), "task: hypergrid", "task: molecules");
        Path run = run("tb", 0);
        Path out = folder.resolve("out");
        refused(compare(List.of(folder.resolve("missing"))), "missing' does not exist; expected the folder of a run");
        refused(compare(List.of(folder)), "is not the folder of a run, which has a config.yaml");
        refused(
                compare(List.of(run, other)),
                "is a run of the task molecules, but '" + run + "' is one of hypergrid; only runs of one task");
        refused(compare(List.of(run, run.resolve("."))), "is named twice");
        refused(compare(List.of(run), "--out", run.toString()), "which is only read");
        refused(compare(List.of(run), "--out", run.resolve("checkpoints/x").toString()), "which is only read");
        refused(compare(List.of(run), "--out", run.resolve("config.yaml").toString()), "is not a folder");
        assertThat(compare(List.<String>of()).status()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    private static void refused(Outcome outcome, String reason) {
        assertThat(outcome.status()).as(outcome.out()).isEqualTo(2);
        assertThat(outcome.message()).contains(reason);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void molecules_haveRewardsAndDiversity() throws IOException {
        Path blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        List<Path> runs = List.of(folder.resolve("m0"), folder.resolve("m1"));
        for (int seed = 0; seed < 2; seed++) {
            Outcome outcome = MoleculeRuns.train(blocks, runs.get(seed), "--seed", Integer.toString(seed));
            assertThat(outcome.status()).as(outcome.err()).isZero();
        }
        Outcome outcome = compare(runs);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("requests", "raw top 10", "Tanimoto", "modes ≥ 0.3", "scaffolds ≥ 0.5");
        assertThat(page()).contains("id=\"top10\"", "id=\"modes\"", "id=\"reward-diversity\"", "modes (number)");
        double sum = 0;
        for (Path run : runs) {
            sum += JSON.readTree(run.resolve("summary.json"))
                    .get("rawRewardTop10")
                    .doubleValue();
        }
        assertThat(json(runs).at("/methods/0/figures/rawRewardTop10/mean").doubleValue())
                .isCloseTo(sum / 2, within(1e-12));
        assertThat(json(runs).at("/methods/0/figures/modesAt.0.3/mean").isNumber())
                .isTrue();
        assertThat(Files.readAllLines(folder.resolve("out/comparison/rewards.csv")))
                .hasSizeGreaterThan(2);
        List<String> modes = Files.readAllLines(folder.resolve("out/comparison/modes.csv"));
        assertThat(modes.get(0)).isEqualTo("method,seed,visited.count,visited.modesFound");
        for (int seed = 0; seed < 2; seed++) {
            JsonNode summary = JSON.readTree(runs.get(seed).resolve("summary.json"));
            assertThat(lastOf(modes, "gflownet-tb," + seed + ","))
                    .as("all that were found, from the lowest threshold on")
                    .isEqualTo("gflownet-tb," + seed + ","
                            + summary.at("/visited/count").asLong() + ","
                            + summary.at("/modesAt/0.3").doubleValue());
        }
    }

    @Test
    void modesOfARunThatHasNotEnded_areCountedFromTheThresholdOfOthers() throws IOException {
        Path blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        Path ended = folder.resolve("ended");
        assertThat(MoleculeRuns.train(blocks, ended).status()).isZero();
        Path going = copy(ended, folder.resolve("going"));
        replace(going.resolve("config.yaml"), "objective: tb", "objective: db");
        Files.delete(going.resolve("summary.json"));
        assertThat(compare(List.of(going)).status()).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/comparison/modes.csv")))
                .as("no run says from which reward on")
                .hasSize(1);
        assertThat(compare(List.of(ended, going)).status()).isZero();
        List<String> modes = Files.readAllLines(folder.resolve("out/comparison/modes.csv"));
        assertThat(lastOf(modes, "gflownet-db,").replace("-db", "-tb")).isEqualTo(lastOf(modes, "gflownet-tb,"));
    }

    private static String lastOf(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
