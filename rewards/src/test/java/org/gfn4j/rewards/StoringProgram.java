package org.gfn4j.rewards;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores batches in a cache, in a JVM of its own, and prints what stands. */
final class StoringProgram {
    /** How many objects a batch has. */
    static final int BATCH = 10;

    private StoringProgram() {}

    /**
     * Stores the batches from one number towards another, each object with the value given; waits for a line before each batch while
     * there is input, and prints a line for each that is kept.
     *
     * @param arguments place, identity, first batch, batch after the last, value
     */
    public static void main(String[] arguments) throws IOException {
        int first = Integer.parseInt(arguments[2]);
        int end = Integer.parseInt(arguments[3]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (JdbcRewardCache cache = JdbcRewardCache.open(arguments[0])) {
            for (int batch = first; batch != end; batch += first < end ? 1 : -1) {
                in.readLine();
                Map<RewardKey, Outcome> outcomes = batch(batch, Double.parseDouble(arguments[4]));
                Map<RewardKey, Outcome> standing = cache.store(arguments[1], outcomes);
                List<Double> values = new ArrayList<>();
                outcomes.keySet().forEach(key -> values.add(standing.get(key).value()));
                out.println(batch + " " + values);
            }
        } catch (RewardCacheException | IllegalStateException e) {
            out.println(e.getMessage());
        }
    }

    static Map<RewardKey, Outcome> batch(int batch, double value) {
        Map<RewardKey, Outcome> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < BATCH; i++) {
            outcomes.put(RewardKey.of(batch + "." + i), Outcome.of(value));
        }
        return outcomes;
    }

    /** Starts the program, with a folder for what the driver unpacks, and what it complains of in a file. */
    static Process start(Path temporary, Path complaints, String... arguments) throws IOException {
        return start(StoringProgram.class, temporary, complaints, arguments);
    }

    /** Starts a program likewise. */
    static Process start(Class<?> program, Path temporary, Path complaints, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dorg.sqlite.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(complaints.toFile()).start();
    }
}
