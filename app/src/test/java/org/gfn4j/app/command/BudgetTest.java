package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gfn4j.app.hypergrid.HypergridTask;
import org.gfn4j.app.method.Methods;
import org.gfn4j.app.testing.MoleculeRuns;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No method asks for more log-rewards than its budget, whatever the budget is. */
class BudgetTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The most requests of a trajectory on a grid of two dimensions and side 4, for rewards on the way. */
    private static final int LONGEST = 7;

    @TempDir
    private Path folder;

    private static int requests(Path run) {
        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        assertThat(summary.path("completed").asBoolean(false))
                .as(run.toString())
                .isTrue();
        return summary.path("rewardRequests").asInt();
    }

    private static void assertWithin(int requests, int budget, String method) {
        boolean looksOnTheWay = method.contains("mdb") || method.contains("fl-");
        assertThat(requests).as(method).isBetween(looksOnTheWay ? Math.max(0, budget - LONGEST + 1) : budget, budget);
    }

    private Outcome compare(String methods, int budget) {
        return Outcome.ofLine("compare hypergrid --dimensions 2 --side 4 --seeds 1 --set batch=8 --set hidden=8 --set"
                + " window=100" + (methods.contains("ppo") ? " --set ppo.round=16 --set ppo.round-steps=2" : "")
                + " --methods " + methods + " --budget " + budget + " --run " + folder.resolve("all"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 37, 64})
    void everyMethodKeepsToItsBudget(int budget) {
        Set<String> methods = Methods.variants(new HypergridTask()).keySet();
        Outcome outcome = compare(String.join(",", methods), budget);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        for (String method : methods) {
            int requests = requests(folder.resolve("all/" + method + "/seed-0"));
            assertWithin(requests, budget, method);
            assertThat(outcome.out().lines().filter(line -> line.strip().startsWith(method + " ")))
                    .as("the table says what %s has used", method)
                    .anySatisfy(line -> assertThat(line.split(" +")).contains(Integer.toString(requests)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tb", "vargrad", "fl-subtb", "ppo", "mh", "mars-grid", "random", "sac"})
    void aRunGoesOnWithALargerBudget_andWithoutOneDoesNothing(String method) throws IOException {
        Path run = folder.resolve("run");
        boolean isMethod = Methods.named(method).isPresent();
        Outcome outcome = Outcome.ofLine("train hypergrid --dimensions 2 --side 4 --batch 8 --hidden 8 --window 100"
                + (isMethod ? " --method " : " --objective ") + method
                + (method.equals("ppo") ? " --round 16 --round-steps 2" : "") + " --budget 21 --run " + run);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertWithin(requests(run), 21, method);

        String summary = Files.readString(run.resolve("metrics.jsonl"));
        Outcome again = Outcome.ofLine("resume " + run);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("the run is complete; --budget with more than 21 trains on");
        assertThat(run.resolve("metrics.jsonl")).hasContent(summary);

        Outcome further = Outcome.ofLine("resume " + run + " --budget 43");
        assertThat(further.status()).as(further.err()).isZero();
        assertWithin(requests(run), 43, method);
    }

    @ParameterizedTest
    @CsvSource({
        "tb, --replay fifo:20",
        "fl-db, --replay fifo:20 --replay-form transitions",
        "fl-subtb, --replay top:20",
        "mdb, --replay fifo:20 --replay-form trajectories",
        "fm, --off-policy uniform-terminal",
        "mdb, --off-policy uniform-terminal --mix policy=.5@uniform-terminal=.5",
        "tb, --off-policy uniform-terminal --replay fifo:9",
        "vargrad, --data DATA --replay fifo:5",
        "fl-subtb, --data DATA",
        "db, --asynchronous --replay fifo:20",
    })
    void everySourceKeepsToTheBudget(String objective, String sources) throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), "object,logReward\n1 1,0\n2 2,\n3 0,\n");
        for (int budget : new int[] {3, 30, 53}) {
            Path run = folder.resolve("run-" + budget);
            Outcome outcome = Outcome.ofLine("train hypergrid --dimensions 2 --side 4 --batch 8 --hidden 8 --objective "
                    + objective + " " + sources.replace("DATA", data.toString()).replace('@', ',') + " --budget "
                    + budget + " --run " + run);
            if (objective.equals("fl-subtb") && sources.startsWith("--data")) {
                assertThat(outcome.message()).contains("all objects come from --data; use --iterations");
                return;
            }
            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertWithin(requests(run), budget, objective);
        }
    }

    @Test
    void whatDataNeedsMustFitIntoTheBudget() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), "object\n1 1\n2 2\n3 0\n");
        Outcome refused = Outcome.ofLine("train hypergrid --dimensions 2 --side 4 --mix policy=.5,data=.5 --data "
                + data + " --budget 3 --run " + folder.resolve("run"));
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message())
                .contains("'--budget': '3' must be more than the 3 objects of --data without a log-reward");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void whereNoTrajectoryFitsTheRunSaysSo() {
        int without = 0;
        for (int seed = 0; seed < 6; seed++) {
            Path run = folder.resolve("run-" + seed);
            Outcome outcome = Outcome.ofLine("train hypergrid --dimensions 2 --side 9 --hidden 8 --objective fl-subtb"
                    + " --budget 1 --seed " + seed + " --run " + run);
            assertThat(outcome.status()).as(outcome.err()).isZero();
            boolean none = requests(run) == 0;
            assertThat(outcome.err().contains("1 of the budget of 1 is left, too little for the next trajectory"))
                    .isEqualTo(none);
            without += none ? 1 : 0;
        }
        assertThat(without).isPositive();
    }

    @Test
    @Tag("acceptance")
    void moleculesKeepToTheBudget() throws IOException {
        Path blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        List<String> methods = List.of("gflownet-tb", "ppo", "sac", "mars", "mcmc");
        Outcome outcome = Outcome.ofLine("compare molecules --blocks " + blocks + " --reward qed --thresholds 0.3"
                + " --width 8 --steps 2 --max-blocks 5 --seeds 1 --set batch=8 --set ppo.round=16 --set ppo.round-steps=2"
                + " --set mars.imitation-steps=1 --methods " + String.join(",", methods) + " --budget 21 --run "
                + folder.resolve("all"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        for (String method : methods) {
            assertThat(requests(folder.resolve("all/" + method + "/seed-0")))
                    .as(method)
                    .isEqualTo(21);
        }
    }
}
