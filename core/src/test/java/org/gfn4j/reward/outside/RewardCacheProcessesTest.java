package org.gfn4j.reward.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that use one file at once, and one that is killed. */
@Timeout(180)
final class RewardCacheProcessesTest {
    private static final String SOURCE = "process";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("rewards.db");
    }

    private static BufferedReader ready(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).isEqualTo("READY");
        return output;
    }

    private static void go(Process process) throws IOException {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
    }

    @Test
    void twoProcessesAgreeOnEveryOutcome() throws Exception {
        int batches = 100;
        Path complaints = folder.resolve("complaints");
        Path others = folder.resolve("others");
        Process up = StoringProgram.start(complaints, file().toString(), SOURCE, "0", "" + batches, "1.5");
        Process down = StoringProgram.start(others, file().toString(), SOURCE, "" + (batches - 1), "-1", "-0.0");
        try (BufferedReader upwards = ready(up);
                BufferedReader downwards = ready(down)) {
            go(up);
            go(down);
            Map<String, String> standing = byBatch(upwards);
            assertThat(standing).hasSize(batches).isEqualTo(byBatch(downwards));
            assertThat(String.join(" ", standing.values())).contains("1.5").contains("-0.0");
        } finally {
            assertThat(up.waitFor()).isZero();
            assertThat(down.waitFor()).isZero();
        }
        assertThat(complaints).isEmptyFile();
        assertThat(others).isEmptyFile();
        try (JdbcRewardCache cache = JdbcRewardCache.open(file().toString())) {
            assertThat(cache.size(SOURCE)).isEqualTo(batches * StoringProgram.BATCH);
            assertThat(cache.asked(SOURCE)).isEqualTo(2L * batches * StoringProgram.BATCH);
        }
    }

    private static Map<String, String> byBatch(BufferedReader output) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        String line = output.readLine();
        while (line != null) {
            lines.put(line.split(" ", 2)[0], line.split(" ", 2)[1]);
            line = output.readLine();
        }
        return lines;
    }

    @Test
    void aProcessThatIsKilledLeavesWholeBatches() throws Exception {
        for (int round = 0; round < 2; round++) {
            int first = 1_000_000 * round;
            Process process = StoringProgram.start(
                    folder.resolve("complaints"), file().toString(), SOURCE, "" + first, "" + (first + 1_000_000), "1");
            List<Integer> kept = new ArrayList<>();
            try (BufferedReader output = ready(process)) {
                go(process);
                String line = output.readLine();
                while (line != null) {
                    kept.add(Integer.valueOf(line.split(" ")[0]));
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
