package org.gfn4j.molecules.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.gfn4j.molecules.Code2021Environment;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.OutsideRewards;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.gfn4j.task.TaskSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoleculeProblemsTest {
    private static final ProblemSource NOTHING_STARTS = new MoleculeProblems(launch -> false);

    private static Problem<?> problem(Map<String, ?> settings) {
        return NOTHING_STARTS.problem("molecules", settings).orElseThrow();
    }

    private static Map<String, Object> recorded(Map<String, ?> settings) {
        TaskSettings own = new TaskSettings(settings);
        return new MoleculeSettings(own, new OutsideRewards(own)).recorded();
    }

    @Test
    void theSourceIsFoundAndKnowsItsTaskAlone() {
        assertThat(ServiceLoader.load(ProblemSource.class)).hasAtLeastOneElementOfType(MoleculeProblems.class);
        assertThat(NOTHING_STARTS.problem("hypergrid", Map.of())).isEmpty();
    }

    @Test
    void aProblemIsThatOfItsSettings() {
        Problem<?> problem = problem(Map.of(
                "reward", "qed*0.5 + weight:20..60*0.5", "max-blocks", 3, "width", 8, "reward-norm", 2, "seed", 1));

        assertThat(problem.environment()).isInstanceOf(MoleculeEnvironment.class);
        assertThat(problem.engine().shape()).containsEntry("width", 8).containsEntry("precision", "SINGLE");
        assertThat(problem.rewardScale().norm()).isEqualTo(2);
        assertThat(problem.rewardScale().exponent()).isEqualTo(10);
    }

    @Test
    void theProfileOfTheCodeCountsEdgesAsItDoes() {
        Problem<?> problem = problem(Map.of("profile", "code2021", "reward", "qed", "precision", 64));

        assertThat(problem.environment()).isInstanceOf(Code2021Environment.class);
        assertThat(problem.engine().shape()).containsEntry("bothWays", false).containsEntry("precision", "DOUBLE");
    }

    @Test
    void whatIsRecordedMakesTheSameProblem() {
        Map<String, Object> once = recorded(Map.of("reward", "qed", "min-blocks", 1, "steps", 3));

        assertThat(recorded(once)).isEqualTo(once);
        assertThat(new ArrayList<>(once.keySet()))
                .containsExactly(
                        "profile",
                        "blocks",
                        "min-blocks",
                        "max-blocks",
                        "reward",
                        "reward-exponent",
                        "reward-norm",
                        "reward-floor",
                        "thresholds",
                        "width",
                        "steps",
                        "precision");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec:sh score.sh             | the program sh score.sh       | reward",
                "qed*0.5 + onnx:a.onnx[0..1]*1 | the model                     | reward",
                "vina:receptor.pdbqt          | docking into the receptor     | reward",
            })
    void whatWouldBeStartedIsRefused(String reward, String shown, String setting) {
        assertThatThrownBy(() -> problem(Map.of("reward", reward, "vina-center", "0,0,0", "vina-size", "9,9,9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "the run would start what you neither made nor approved",
                        shown,
                        "(its " + setting + ")",
                        "'gfn4j trust RUN' approves that; a program",
                        "ProblemSource");
    }

    @Test
    void aNetworkAndADatabaseAreRefusedToo() {
        assertThatThrownBy(() -> problem(Map.of("reward", "proxy", "proxy", "network.safetensors")))
                .hasMessageContainingAll("the network", "network.safetensors", "(its proxy)");
        Map<String, Object> settings = new HashMap<>(Map.of("reward", "exec:sh score.sh", "reward-cache", "theirs.db"));
        ProblemSource programs = new MoleculeProblems(launch -> launch.kind() == Launch.Kind.PROGRAM);
        assertThatThrownBy(() -> programs.problem("molecules", settings))
                .hasMessageContainingAll(
                        "the database", Path.of("theirs.db").toAbsolutePath().toString(), "(its reward-cache)");
    }

    @Test
    void whatIsAllowedIsShownAndNotYetStarted() {
        List<Launch> shown = new ArrayList<>();
        ProblemSource source = new MoleculeProblems(launch -> shown.add(launch));

        assertThat(source.problem("molecules", Map.of("reward", "exec:no-such-program", "reward-cache", "none")))
                .isPresent();
        assertThat(shown)
                .singleElement()
                .satisfies(launch -> assertThat(launch.kind()).isEqualTo(Launch.Kind.PROGRAM));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-blocks  | 1        | is less than the 2 of --min-blocks",
                "precision   | 16       | is not one of 32, 64",
                "reward-norm | -1       | norm",
            })
    void aNumberThatCannotBeUsedIsNamed(String name, int value, String message) {
        assertThatThrownBy(() -> problem(Map.of("reward", "qed", name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void blocksThatHaveChangedAreRefused() {
        String digest = "0".repeat(64);
        assertThatThrownBy(() -> problem(Map.of("reward", "qed", "blocks", "standard#sha256:" + digest)))
                .hasMessageContainingAll("'--blocks'", "has changed since it was recorded", digest);
    }
}
