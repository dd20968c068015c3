package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFolders;
import org.gfn4j.app.testing.RunFolders.Damage;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.Checkpoints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to the files of a run, it goes on as it was or is refused, and nothing is written to it then. */
class DamagedRunPropertyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> CHECKPOINT_FILES =
            List.of("model.safetensors", "optimiser.safetensors", "target.safetensors", "state.json", "SHA256SUMS");

    /** Options that a run may be resumed with, with other values than it was started with. */
    private static final Set<String> CHANGEABLE = Set.of("iterations", "checkpoint-every", "keep");

    private static Path folder;
    private static Path intact;

    private Path run;

    @BeforeContainer
    static void train() throws IOException {
        folder = Files.createTempDirectory("gfn4j-damaged-");
        intact = folder.resolve("intact");
        Outcome outcome = RunFolders.train(intact);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(Checkpoints.ofRun(intact).steps()).containsExactly(10L, 20L);
    }

    @AfterContainer
    static void clear() throws IOException {
        RunFolders.delete(folder);
    }

    @BeforeTry
    void copy() throws IOException {
        run = folder.resolve("run");
        RunFolders.copy(intact, run);
    }

    @AfterTry
    void delete() throws IOException {
        RunFolders.delete(run);
    }

    private Path inRun(String file) {
        return run.resolve(file);
    }

    private List<String> command(String name) {
        return switch (name) {
            case "resume" -> List.of("resume", run.toString());
            case "sample" ->
                List.of(
                        "sample",
                        run.toString(),
                        "--count",
                        "3",
                        "--out",
                        inRun("samples.csv").toString());
            case "evaluate" -> List.of("evaluate", run.toString(), "--samples", "10");
            default -> List.of(name, run.toString());
        };
    }

    private Outcome ofCheckpoint10(String name) {
        return Outcome.of(Stream.concat(command(name).stream(), Stream.of("--checkpoint", "10"))
                .toList());
    }

    private static void assertRefused(Outcome outcome, String command) {
        assertThat(outcome.err()).hasLineCount(2).startsWith("gfn4j: ").contains("Try 'gfn4j " + command + " --help'");
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ", "jackson", "snakeyaml");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
    }

    @Provide
    Arbitrary<String> checkpointFiles() {
        return Arbitraries.of(CHECKPOINT_FILES);
    }

    @Property(tries = 30)
    void damagedCheckpoint_isRefusedAndAnotherIsOffered(
            @ForAll("checkpointFiles") String file,
            @ForAll Damage damage,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double place)
            throws IOException {
        damage.harm(inRun("checkpoints/step-20").resolve(file), place);
        Map<String, String> before = RunFolders.contents(run);
        for (String command : List.of("resume", "sample", "evaluate")) {
            Outcome outcome = Outcome.of(command(command));
            assertRefused(outcome, command);
            assertThat(outcome.message())
                    .contains("'" + inRun("checkpoints/step-20") + "' is damaged: ")
                    .endsWith("; step-10 is intact, and --checkpoint 10 uses it");
            assertThat(RunFolders.contents(run)).isEqualTo(before);
        }
        assertThat(ofCheckpoint10("sample").status()).isZero();
        Outcome resumed = ofCheckpoint10("resume");
        assertThat(resumed.status()).as(resumed.err()).isZero();
        for (String name : CHECKPOINT_FILES) {
            assertThat(inRun("checkpoints/step-20").resolve(name))
                    .hasSameBinaryContentAs(
                            intact.resolve("checkpoints/step-20").resolve(name));
        }
        assertThat(inRun("metrics.jsonl")).hasSameBinaryContentAs(intact.resolve("metrics.jsonl"));
    }

    @Example
    void damagedCheckpoint_isRefusedByReportToo() throws IOException {
        Damage.FLIP.harm(inRun("checkpoints/step-20/model.safetensors"), 0.5);
        Map<String, String> before = RunFolders.contents(run);
        Outcome outcome = Outcome.of(command("report"));
        assertRefused(outcome, "report");
        assertThat(outcome.message()).contains("step-20' is damaged: ").contains("--checkpoint 10 uses it");
        assertThat(RunFolders.contents(run)).isEqualTo(before);
        Outcome other = ofCheckpoint10("report");
        assertThat(other.status()).as(other.err()).isZero();
        assertThat(inRun("report.html")).isNotEmptyFile();
    }

    @Property(tries = 10)
    void noIntactCheckpoint_isSaid(
            @ForAll("checkpointFiles") String file,
            @ForAll Damage damage,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double place)
            throws IOException {
        for (String step : List.of("step-10", "step-20")) {
            damage.harm(inRun("checkpoints").resolve(step).resolve(file), place);
        }
        Outcome outcome = Outcome.of(command("resume"));
        assertRefused(outcome, "resume");
        assertThat(outcome.message()).endsWith("; no other checkpoint is intact");
    }

    @Example
    void checkpointThatIsNotThere_isRefusedWithAnother() throws IOException {
        for (String command : List.of("resume", "sample", "evaluate", "report")) {
            List<String> line = Stream.concat(command(command).stream(), Stream.of("--checkpoint", "15"))
                    .toList();
            Outcome outcome = Outcome.of(line);
            assertRefused(outcome, command);
            assertThat(outcome.message())
                    .contains("there is no checkpoint '" + inRun("checkpoints/step-15") + "'; there are [10, 20]")
                    .endsWith("; step-20 is intact, and --checkpoint 20 uses it");
        }
    }

    @Example
    void fileInThePlaceOfTheCheckpoints_isRefused() throws IOException {
        RunFolders.delete(inRun("checkpoints"));
        Files.writeString(inRun("checkpoints"), "x");
        Map<String, String> before = RunFolders.contents(run);
        for (String command : List.of("resume", "sample", "evaluate", "report")) {
            Outcome outcome = Outcome.of(command(command));
            assertRefused(outcome, command);
            assertThat(outcome.message())
                    .contains("'" + inRun("checkpoints") + "' must be the folder of the checkpoints, but is a file");
            assertThat(RunFolders.contents(run)).isEqualTo(before);
        }
    }

    @Example
    void lostCheckpoints_doNotTakeTheMetricsWithThem() throws IOException {
        RunFolders.delete(inRun("checkpoints"));
        Map<String, String> before = RunFolders.contents(run);
        Outcome outcome = Outcome.of(command("resume"));
        assertRefused(outcome, "resume");
        assertThat(outcome.message())
                .contains("there is no longer a checkpoint in '" + run + "'")
                .contains("'gfn4j train --config " + inRun("config.yaml") + "' trains it again");
        assertThat(RunFolders.contents(run)).isEqualTo(before);
        assertThat(Outcome.of(command("sample")).message()).contains("there is no checkpoint in '" + run + "'");
    }

    @Property(tries = 100)
    void damagedConfiguration_isRefusedOrMeansTheSame(
            @ForAll Damage damage, @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double place)
            throws IOException {
        damage.harm(inRun("config.yaml"), place);
        Map<String, String> before = RunFolders.contents(run);
        resumesRightOrIsRefused(before);
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> names = Arbitraries.of(
                "task",
                "dimensions",
                "side",
                "r0",
                "objective",
                "hidden",
                "layers",
                "batch",
                "iterations",
                "seed",
                "clip",
                "lambda",
                "mix",
                "replay",
                "replay-form",
                "off-policy",
                "target",
                "data",
                "keep",
                "log-z",
                "epsilon",
                "window",
                "evaluate-every",
                "checkpoint-every",
                "unknown",
                "written-by");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "1",
                        "2",
                        "3",
                        "8",
                        "9",
                        "30",
                        "0.5",
                        "tb",
                        "db",
                        "none",
                        "copy:3",
                        "fifo:30",
                        "backward",
                        "auto"),
                Arbitraries.of(
                        "uniform-terminal", "policy=.5,replay=.5", "\"8\"", "8.0", "+8", "0.1:0", "/no/data.csv"),
                Arbitraries.of(CommandLinePropertyTest.BROKEN));
        return Combinators.combine(names, values).as((name, value) -> name + ": " + value);
    }

    @Property(tries = 100)
    void otherValue_isRefusedOrMeansTheSame(@ForAll("lines") String line) throws IOException {
        String name = line.substring(0, line.indexOf(':') + 1);
        List<String> kept = Files.readAllLines(inRun("config.yaml")).stream()
                .filter(old -> !old.startsWith(name))
                .toList();
        Files.writeString(inRun("config.yaml"), line + "\n" + String.join("\n", kept) + "\n");
        resumesRightOrIsRefused(RunFolders.contents(run));
    }

    private void resumesRightOrIsRefused(Map<String, String> before) throws IOException {
        Outcome outcome = Outcome.of(command("resume"));
        if (outcome.status() != 0) {
            assertRefused(outcome, "resume");
            assertThat(outcome.message()).containsAnyOf(run.toString(), "Invalid value", "for option '--");
            assertThat(RunFolders.contents(run)).isEqualTo(before);
            return;
        }
        JsonNode now = settings(run);
        JsonNode then = settings(intact);
        assertThat(now.propertyNames()).containsExactlyInAnyOrderElementsOf(then.propertyNames());
        then.propertyStream()
                .filter(setting -> !CHANGEABLE.contains(setting.getKey()))
                .forEach(setting -> assertThat(now.get(setting.getKey()))
                        .as(setting.getKey())
                        .isEqualTo(setting.getValue()));
        if (now.get("iterations").equals(then.get("iterations"))) {
            assertThat(inRun("metrics.jsonl")).hasSameBinaryContentAs(intact.resolve("metrics.jsonl"));
        }
    }

    /** Returns the settings in the newest checkpoint. */
    private static JsonNode settings(Path run) throws IOException {
        Checkpoints checkpoints = Checkpoints.ofRun(run);
        Checkpoint newest = checkpoints.read(checkpoints.newest().orElseThrow());
        return newest.state().get("settings");
    }

    @Example
    void unknownTask_isNamedWithItsPlace() throws IOException {
        String config = Files.readString(inRun("config.yaml"));
        Files.writeString(inRun("config.yaml"), config.replace("task: hypergrid", "task: hypergird"));
        Outcome outcome = Outcome.of(command("resume"));
        assertRefused(outcome, "resume");
        assertThat(outcome.message())
                .contains(inRun("config.yaml") + ", line 1, column 7: Unknown task 'hypergird'")
                .contains("The tasks are: hypergrid");
    }

    @Example
    void settingMore_isRefused() throws IOException {
        String config = Files.readString(inRun("config.yaml"));
        Files.writeString(inRun("config.yaml"), "clip: 1\n" + config);
        Outcome outcome = Outcome.of(command("resume"));
        assertRefused(outcome, "resume");
        assertThat(outcome.message())
                .isEqualTo("gfn4j: '" + inRun("config.yaml")
                        + "' has clip: 1.0, but the run was started with nothing; restore it, or train again");
    }

    @Property(tries = 10)
    void shortenedMetrics_areRefused(@ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double place)
            throws IOException {
        Damage.CUT.harm(inRun("metrics.jsonl"), place);
        Map<String, String> before = RunFolders.contents(run);
        Outcome outcome = Outcome.of(command("resume"));
        assertRefused(outcome, "resume");
        assertThat(outcome.message())
                .startsWith("gfn4j: '" + inRun("metrics.jsonl") + "' has ")
                .contains("altered or lost");
        assertThat(RunFolders.contents(run)).isEqualTo(before);
    }

    @Example
    void halfALineAtTheEndOfTheMetrics_isCutOff() throws IOException {
        Files.writeString(inRun("metrics.jsonl"), "{\"iterations\":24,\"lo", StandardOpenOption.APPEND);
        assertThat(Outcome.of(command("resume")).status()).isZero();
        assertThat(inRun("metrics.jsonl")).hasSameBinaryContentAs(intact.resolve("metrics.jsonl"));
    }

    @Property(tries = 8)
    void damagedMetrics_doNotKeepTheReportFromBeingWrittenOrAreNamed(
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double place) throws IOException {
        Damage.FLIP.harm(inRun("metrics.jsonl"), place);
        Outcome outcome = Outcome.of(command("report"));
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ");
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 2);
    }

    @Property(tries = 6)
    void damagedConfiguration_doesNotKeepTheReportFromBeingWrittenOrIsNamed(
            @ForAll Damage damage, @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double place)
            throws IOException {
        damage.harm(inRun("config.yaml"), place);
        Outcome outcome = Outcome.of(command("report"));
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ", "jackson", "snakeyaml");
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 2);
        if (outcome.status() == 2) {
            assertRefused(outcome, "report");
            assertThat(outcome.message()).contains(run.toString());
        }
    }

    @Property(tries = 6)
    void otherData_areRefused(@ForAll Damage damage) throws IOException {
        Path data = folder.resolve("data.csv");
        byte[] before = Files.readAllBytes(data);
        Map<String, String> contents = RunFolders.contents(run);
        try {
            if (damage == Damage.DELETE) {
                Files.delete(data);
            } else {
                String text = new String(before, StandardCharsets.UTF_8);
                Files.writeString(data, damage == Damage.CUT ? text.substring(0, 30) : text.replace("-1.5", "-1.4"));
            }
            Outcome outcome = Outcome.of(command("resume"));
            assertRefused(outcome, "resume");
            assertThat(outcome.message()).contains("'" + data + "'");
            assertThat(RunFolders.contents(run)).isEqualTo(contents);
        } finally {
            Files.write(data, before);
        }
    }

    @Example
    void eventsThatAreGone_areBegunAnew() throws IOException {
        try (var events = Files.newDirectoryStream(run, "events.out.tfevents.*")) {
            for (Path file : events) {
                Files.delete(file);
            }
        }
        Outcome outcome = Outcome.of(command("resume"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(JSON.readTree(inRun("summary.json")).get("completed").asBoolean())
                .isTrue();
    }
}
