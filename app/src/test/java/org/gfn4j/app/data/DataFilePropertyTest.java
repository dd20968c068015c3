package org.gfn4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.task.Problem;

/** Whatever a file holds, the answer is its rows or one line that names the file and the place. */
class DataFilePropertyTest {
    private static final Problem<Cell> PROBLEM = HypergridProblems.cosine(new Hypergrid(2, 4));
    private static final List<String> ENDINGS = List.of("jsonl", "csv");
    private static final List<String> PIECES = List.of(
            "object",
            "logReward",
            "\"object\"",
            ":",
            ",",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\"\"",
            "\\",
            "\\u",
            "\n",
            "\r\n",
            "\r",
            "1 2",
            "\"1 2\"",
            "0 0 ...",
            "-1.5",
            "NaN",
            "null",
            "1e999",
            " ",
            "\u0000",
            "\uFEFF",
            "\u00E9",
            "\uD83D\uDE00");

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("gfn4j-data");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String ending : ENDINGS) {
            Files.deleteIfExists(folder.resolve("data." + ending));
        }
        Files.delete(folder);
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of(ENDINGS);
    }

    @Provide
    Arbitrary<byte[]> pieces() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<byte[]> valid() {
        Arbitrary<String> object = Arbitraries.of("0 0", "1 2", "3 3");
        Arbitrary<String> number = Arbitraries.doubles().map(String::valueOf);
        Arbitrary<String> json = Combinators.combine(object, number)
                .as((text, value) -> "{\"object\":\"" + text + "\",\"logReward\":" + value + ",\"x\":[1,{}]}");
        Arbitrary<String> csv =
                Combinators.combine(object, number).as((text, value) -> value + ",\"a \"\"b\"\"\n\u00E9\"," + text);
        return Arbitraries.oneOf(
                        json.list().ofMinSize(1).ofMaxSize(4),
                        csv.list().ofMinSize(1).ofMaxSize(4).map(rows -> {
                            List<String> lines = new ArrayList<>(rows);
                            lines.add(0, "logReward,note,object");
                            return lines;
                        }))
                .map(lines -> (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void anyBytes(@ForAll("endings") String ending, @ForAll byte[] bytes) throws IOException {
        readsOrRefuses(ending, bytes);
    }

    @Property(tries = 3_000)
    void anyPieces(@ForAll("endings") String ending, @ForAll("pieces") byte[] bytes) throws IOException {
        readsOrRefuses(ending, bytes);
    }

    @Property(tries = 1_000)
    void unchangedFile_isRead(@ForAll("valid") byte[] bytes) throws IOException {
        assertThat(readsOrRefuses(endingOf(bytes), bytes)).isTrue();
    }

    @Property(tries = 2_000)
    void truncatedFile(@ForAll("valid") byte[] bytes, @ForAll int where) throws IOException {
        readsOrRefuses(endingOf(bytes), Arrays.copyOf(bytes, Math.floorMod(where, bytes.length)));
    }

    @Property(tries = 3_000)
    void flippedBits(@ForAll("valid") byte[] bytes, @ForAll int first, @ForAll int second) throws IOException {
        byte[] changed = bytes.clone();
        for (int where : new int[] {first, second}) {
            int bit = Math.floorMod(where, 8 * bytes.length);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
        }
        readsOrRefuses(endingOf(bytes), changed);
    }

    private static String endingOf(byte[] bytes) {
        return bytes[0] == '{' ? "jsonl" : "csv";
    }

    private static boolean readsOrRefuses(String ending, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("data." + ending), bytes);
        try {
            DataFile<Cell> data = DataFile.read(file, PROBLEM);
            assertThat(data.objects()).isNotEmpty().allMatch(Cell::isFinished);
            assertThat(data.logRewards()).hasSameSizeAs(data.objects().toArray());
            assertThat(data.logRewards()).doesNotContain(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
            assertThat(data.sha256()).matches("[0-9a-f]{64}");
            return true;
        } catch (WrongOptionException e) {
            String message = e.getMessage();
            String start = "Invalid value for option '--data': '" + file + "'";
            assertThat(message).startsWith(start).doesNotContain("\n", "\r", "REDACTED");
            assertThat(message.substring(start.length()))
                    .matches(" holds no rows|, line [1-9][0-9]*, column [1-9][0-9]*: .+");
            return false;
        }
    }
}
