package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that use one file at once, and one that is killed. */
@Timeout(180)
@Tag("acceptance")
final class RewardCacheProcessesTest {
    private static final String SOURCE = "process";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("rewards.db");
    }

    @Test
    void twoProcessesAgreeOnEveryOutcome() throws Exception {
        int batches = 61; // odd, so that both store the same one at once
        Path complaints = folder.resolve("complaints");
        Path others = folder.resolve("others");
        Process up = StoringProgram.start(folder, complaints, file().toString(), SOURCE, "0", "" + batches, "1.5");
        Process down =
                StoringProgram.start(folder, others, file().toString(), SOURCE, "" + (batches - 1), "-1", "-0.0");
        try (BufferedReader upwards = up.inputReader();
                BufferedReader downwards = down.inputReader();
                Writer upOrders = up.outputWriter();
                Writer downOrders = down.outputWriter()) {
            Map<String, String> standing = new TreeMap<>();
            Map<String, String> other = new TreeMap<>();
            for (int i = 0; i < batches; i++) {
                go(upOrders);
                go(downOrders);
                put(standing, upwards.readLine());
                put(other, downwards.readLine());
            }
            assertThat(standing).hasSize(batches).isEqualTo(other);
            assertThat(String.join(" ", standing.values())).contains("1.5").contains("-0.0");
        } finally {
            assertThat(up.waitFor()).isZero();
            assertThat(down.waitFor()).isZero();
        }
        assertThat(complaints).isEmptyFile();
        assertThat(others).isEmptyFile();
        try (JdbcRewardCache cache = JdbcRewardCache.open(file().toString())) {
            assertThat(cache.size(SOURCE)).isEqualTo((long) batches * StoringProgram.BATCH);
            assertThat(cache.asked(SOURCE)).isEqualTo(2L * batches * StoringProgram.BATCH);
        }
    }

    private static void go(Writer orders) throws IOException {
        orders.write("\n");
        orders.flush();
    }

    private static void put(Map<String, String> batches, String line) {
        int blank = line.indexOf(' ');
        batches.put(line.substring(0, blank), line.substring(blank + 1));
    }

    @Test
    void fourProcessesAskForEachObjectOnceThoughOneThatAskedWasKilled() throws Exception {
        int objects = 60;
        String lease = "3000";
        Process killed = asking(lease, "4", "-1"); // asks for the first four
        try (BufferedReader output = killed.inputReader()) {
            assertThat(output.readLine()).isEqualTo("claimed");
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                processes.add(asking(lease, "" + objects, "" + 4 * i));
            }
            killed.toHandle().destroyForcibly();
            List<String> asked = new ArrayList<>();
            List<String> sums = new ArrayList<>();
            for (Process process : processes) {
                try (BufferedReader lines = process.inputReader()) {
                    lines.lines().forEach(line -> (line.startsWith("sum") ? sums : asked).add(line));
                }
                assertThat(process.waitFor()).isZero();
            }
            assertThat(asked)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, objects)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(sums).hasSize(4).containsOnly(sums.get(0));
        } finally {
            killed.destroyForcibly().waitFor();
        }
        try (JdbcRewardCache cache = JdbcRewardCache.open(file().toString())) {
            assertThat(cache.asked(RewardCacheContract.SOURCE)).isEqualTo(objects);
        }
    }

    private Process asking(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(file().toString()));
        all.addAll(List.of(arguments));
        return StoringProgram.start(
                AskingProgram.class, folder, folder.resolve("complaints"), all.toArray(String[]::new));
    }

    @Test
    void aFolderWhereTheDriverCannotUnpackItsLibraryIsNamed() throws Exception {
        Path complaints = folder.resolve("complaints");
        Process process =
                StoringProgram.start(complaints.resolve("in"), complaints, file().toString(), SOURCE, "0", "1", "1");
        try (BufferedReader output = process.inputReader()) {
            process.outputWriter().close();
            assertThat(output.readLine())
                    .startsWith("the reward cache '" + file() + "' ")
                    .contains("the temporary folder " + complaints.resolve("in") + " (")
                    .contains("-Dorg.sqlite.tmpdir=FOLDER");
        } finally {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(complaints).isEmptyFile();
        assertThat(file()).doesNotExist();
    }

    @Test
    void aProcessThatIsKilledLeavesWholeBatches() throws Exception {
        for (int round = 0; round < 2; round++) {
            int first = 1_000_000 * round;
            Process process = StoringProgram.start(
                    folder,
                    folder.resolve("complaints"),
                    file().toString(),
                    SOURCE,
                    "" + first,
                    "" + (first + 1_000_000),
                    "1");
            List<Integer> kept = new ArrayList<>();
            try (BufferedReader output = process.inputReader()) {
                process.outputWriter().close();
                String line = output.readLine();
                while (line != null) {
                    kept.add(Integer.valueOf(line.substring(0, line.indexOf(' '))));
                    if (kept.size() == 25) {
                        process.toHandle().destroyForcibly(); // the process itself would close its output, too
                    }
                    line = output.readLine();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(kept).hasSizeGreaterThanOrEqualTo(25);
            try (JdbcRewardCache cache = JdbcRewardCache.open(file().toString())) {
                for (int batch : kept) {
                    Map<RewardKey, Outcome> outcomes = StoringProgram.batch(batch, 1);
                    assertThat(cache.find(SOURCE, outcomes.keySet())).isEqualTo(outcomes);
                }
                assertThat(cache.size(SOURCE)).isEqualTo(cache.asked(SOURCE));
                assertThat(cache.size(SOURCE) % StoringProgram.BATCH).isZero();
            }
        }
    }
}
