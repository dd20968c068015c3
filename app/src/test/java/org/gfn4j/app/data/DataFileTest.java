package org.gfn4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileTest {
    private static final Hypergrid GRID = new Hypergrid(3, 8);
    private static final Problem<Cell> PROBLEM = HypergridProblems.cosine(GRID);
    private static final String EXPECTED =
            "expected 3 whole numbers with blanks between, and ' ...' after them if it is unfinished";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"data.jsonl", "data.ndjson", "data.json", "data.JSONL"})
    void jsonLines_giveObjectsAndLogRewards(String name) {
        String text = """
                {"object": "3 0 7", "logReward": -1.5}
                "1 2 3"

                {"logReward": 2e-3, "logForward": NaN, "more": {"object": [1, {"a": 2}]}, "object": "0 0 0"}
                {"object": "0 0 1", "logReward": null}
                {"object": "0 0 1", "logReward": -7}
                """;
        DataFile<Cell> data = read(name, text);
        assertThat(data.objects()).containsExactlyElementsOf(cells("3 0 7", "1 2 3", "0 0 0", "0 0 1", "0 0 1"));
        assertThat(data.logRewards()).containsExactly(-1.5, Double.NaN, 0.002, Double.NaN, -7);
    }

    @Test
    void csv_givesObjectsAndLogRewards() {
        String text = "logReward,note,object\n-1.5,\"a, \"\"b\"\"\nand c\",3 0 7\n\n,,\"1 2 3\"\n 2e-3 , x , 0 0 0 \n";
        DataFile<Cell> data = read("data.csv", text);
        assertThat(data.objects()).containsExactlyElementsOf(cells("3 0 7", "1 2 3", "0 0 0"));
        assertThat(data.logRewards()).containsExactly(-1.5, Double.NaN, 0.002);
    }

    @Test
    void csvWithoutLogRewards_givesObjects() {
        DataFile<Cell> data = read("data.csv", "object\n3 0 7\n1 2 3");
        assertThat(data.objects()).containsExactlyElementsOf(cells("3 0 7", "1 2 3"));
        assertThat(data.logRewards()).containsExactly(Double.NaN, Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({"data.jsonl, '\"1 2 3\"'", "data.csv, object"})
    void byteOrderMarkAndOtherLineEnds_doNotCount(String name, String first) {
        String text = first + "\n\n\"3 0 7\"\n";
        DataFile<Cell> plain = read(name, text);
        DataFile<Cell> other = read(name, "\uFEFF" + text.replace("\n", "\r\n"));
        DataFile<Cell> unended = read(name, text.strip());
        assertThat(plain.objects()).endsWith(GRID.parse("3 0 7"));
        assertThat(other.objects()).isEqualTo(plain.objects());
        assertThat(unended.objects()).isEqualTo(plain.objects());
        assertThat(other.sha256()).isNotEqualTo(plain.sha256());
    }

    @Test
    void sha256_isThatOfTheBytes() throws NoSuchAlgorithmException {
        String text = "\uFEFFobject\r\n3 0 7\r\n\r\n";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertThat(read("data.csv", text).sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv"})
    void manyRows_keepTheirPlaces(String ending) throws IOException {
        int rows = 100_000;
        Path file = folder.resolve("data." + ending);
        boolean csv = ending.equals("csv");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(csv ? "logReward,object\n" : "\n");
            for (int row = 0; row < rows; row++) {
                String object = row % 8 + " 0 " + row / 8 % 8;
                writer.write(
                        csv
                                ? -row + "," + object + "\n"
                                : "{\"logReward\":" + -row + ",\"object\":\"" + object + "\"}\n");
            }
        }
        DataFile<Cell> data = DataFile.read(file, PROBLEM);
        assertThat(data.objects()).hasSize(rows);
        assertThat(data.objects().get(77_777)).isEqualTo(GRID.parse("1 0 2"));
        assertThat(data.logRewards()).hasSize(rows).endsWith(1.0 - rows);

        String last = csv ? "-1,9 0 0" : "{\"logReward\":-1,\"object\":\"9 0 0\"}";
        Files.writeString(file, last, StandardOpenOption.APPEND);
        assertThatExceptionOfType(WrongOptionException.class)
                .isThrownBy(() -> DataFile.read(file, PROBLEM))
                .withMessageContaining("line 100002, column " + (csv ? 4 : 26) + ": '9 0 0' is not a cell");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"object\": \"3 9\"}|12: '3 9' is not a cell: expected 3 whole numbers",
                "\"3 0 7 ...\"|1: '3 0 7 ...' is not a finished object",
                "{\"object\":   \"3 0 8\"}|14: '3 0 8' is not a cell",
                "{\"object\": 3}|12: 'object' must be a string, but is 3",
                "{\"object\": null}|12: 'object' must be a string, but is null",
                "{\"object\": [3, 0, 7]}|12: 'object' must be a string, but is an array",
                "{\"object\": {}}|12: 'object' must be a string, but is an object",
                "{\"logReward\": 1}|1: the field 'object' is missing",
                "[\"3 0 7\"]|1: expected {\"object\": \"...\", \"logReward\": ...} or \"...\", but found an array",
                "3|1: expected {\"object\": \"...\", \"logReward\": ...} or \"...\", but found 3",
                "\"3 0 7\" \"3 0 7\"|9: expected one row a line, but found another",
                "{\"object\": \"3 0 7\", \"logReward\": NaN}|34: 'NaN' is not a log-reward: expected a finite number",
                "{\"object\": \"3 0 7\", \"logReward\": Infinity}|34: 'Infinity' is not a log-reward",
                "{\"object\": \"3 0 7\", \"logReward\": -Infinity}|34: '-Infinity' is not a log-reward",
                "{\"object\": \"3 0 7\", \"logReward\": 1e999}|34: '1e999' is not a log-reward",
                "{\"object\": \"3 0 7\", \"logReward\": \"\"}|34: the string '' is not a log-reward",
                "{\"object\": \"3 0 7\", \"logReward\": \"1\"}|34: the string '1' is not a log-reward",
                "{\"object\": \"3 0 7\", \"logReward\": []}|34: an array is not a log-reward",
                "{\"object\": \"3 0 7\", \"logReward\": true}|34: true is not a log-reward",
                "{\"object\": \"3 0 7\"|19: not valid JSON: Unexpected end-of-input: expected close marker for Object",
                "{\"object\" \"3 0 7\"|11: not valid JSON: Unexpected character",
                "{\"object\": \"3 0 7\"}}|20: not valid JSON: Unexpected close marker",
                "{\"object\": \"3 0 7\", \"object\": \"0 0 0\"}|29: not valid JSON: Duplicate Object property \"object\"",
                "{\"a\": 1, \"a\": 1, \"object\": \"0 0 0\"}|13: not valid JSON: Duplicate Object property \"a\"",
                "3 0 7|1: expected {\"object\": \"...\", \"logReward\": ...} or \"...\", but found 3",
            })
    void unreadableJson_isRefusedWithItsPlace(String line, String complaint) {
        assertThat(complaintOf("data.jsonl", "\"1 2 3\"\n\n" + line + "\n"))
                .startsWith(", line 3, column " + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3 9,,|1: '3 9' is not a cell: expected 3 whole numbers",
                "3 0 7 ...,,|1: '3 0 7 ...' is not a finished object",
                ",1,|1: '' is not a cell",
                "3 0 7,NaN,|7: 'NaN' is not a log-reward: expected a finite number",
                "3 0 7,Infinity,|7: 'Infinity' is not a log-reward",
                "3 0 7,-Infinity,|7: '-Infinity' is not a log-reward",
                "3 0 7,1e999,|7: '1e999' is not a log-reward",
                "3 0 7,0x10,|7: '0x10' is not a log-reward",
                "\"3 0 7\",1d,|9: '1d' is not a log-reward",
                "3 0 7,\"1,5\",|7: '1,5' is not a log-reward",
                "3 0 7,high,|7: 'high' is not a log-reward",
                "3 0 7,1|7: the row ends after 2 values, but the header has 3 columns",
                "3 0 7|1: the row ends after 1 value, but the header has 3 columns",
                "3 0 7,1,5,6|11: the row has more values than the header has columns, which are 3",
                "\"3 0 7\"x,1,|1: not valid CSV: Unexpected character",
                "\"3 0 7,1,|1: not valid CSV: Missing closing quote",
            })
    void unreadableCsv_isRefusedWithItsPlace(String line, String complaint) {
        assertThat(complaintOf("data.csv", "object,logReward,note\n1 2 3,,\"a\nb\"\n\n" + line + "\n"))
                .startsWith(", line 5, column " + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state,reward|, line 1, column 1: the header must have a column 'object', but its columns are 'state', 'reward'",
                "object;logReward|, line 1, column 1: the header must have a column 'object', but its columns are 'object;logReward'",
                "object,a,object|, line 1, column 10: the column 'object' is there more than once",
                "object,a,b,a|, line 1, column 12: the column 'a' is there more than once",
            })
    void wrongHeader_isRefused(String header, String complaint) {
        assertThat(complaintOf("data.csv", header + "\n1 2 3\n")).isEqualTo(complaint);
    }

    @Test
    void message_isOneLineWithNameAndPlace() {
        assertThat(complaintOf("data.csv", "object,logReward\n1 2 3,\n3 9,\n"))
                .isEqualTo(", line 3, column 1: '3 9' is not a cell: " + EXPECTED
                        + " (a cell of this grid has 3 coordinates, but [3, 9] finished has 2)");
    }

    @ParameterizedTest
    @CsvSource({
        "data.jsonl, ''",
        "data.jsonl, '\n \r\n'",
        "data.jsonl, \uFEFF",
        "data.csv, ''",
        "data.csv, '\n\n'",
        "data.csv, 'object\n\n'"
    })
    void fileWithoutRows_isRefused(String name, String text) {
        assertThat(complaintOf(name, text)).isEqualTo(" holds no rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.txt", "data", "csv", "data.csv.gz", "data.", "data.csv.part"})
    void otherEnding_isRefused(String name) {
        assertThat(complaintOf(name, "object\n1 2 3\n")).isEqualTo(" must end in .jsonl, .ndjson, .json or .csv");
    }

    @Test
    void missingFile_isRefused() {
        assertThat(refusal(folder.resolve("none.csv"))).isEqualTo(" does not exist");
        assertThat(refusal(folder.resolve("none/data.csv"))).isEqualTo(" does not exist");
    }

    @Test
    void folder_isRefused() throws IOException {
        Path file = Files.createDirectory(folder.resolve("data.csv"));
        assertThat(refusal(file)).isEqualTo(" is a folder, but must be a file");
    }

    @Test
    void unreadableFile_isRefused() throws IOException {
        Path file = folder.resolve("data.csv");
        Files.createSymbolicLink(file, file);
        assertThat(refusal(file)).startsWith(" cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.jsonl", "data.csv"})
    void otherEncoding_isRefusedWithItsPlace(String name) throws IOException {
        Path file = folder.resolve(name);
        String first = name.endsWith("csv") ? "object,note\n" : "\"1 2 3\"\n";
        Files.write(file, (first + "\"1 2 3\",\"caf\u00E9\"\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal(file)).isEqualTo(", line 2, column 13: the file is not UTF-8");
        Files.write(file, first.getBytes(StandardCharsets.UTF_16));
        assertThat(refusal(file)).isEqualTo(", line 1, column 1: the file is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.jsonl", "data.csv"})
    void loneCarriageReturn_isRefused(String name) {
        assertThat(complaintOf(name, "object\rx\n"))
                .isEqualTo(", line 1, column 7: a carriage return is not followed by a line feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.jsonl", "data.csv"})
    void lineAboveAMegabyte_isRefused(String name) {
        String first = name.endsWith("csv") ? "object,note\n" : "\"1 2 3\"\n";
        String row = name.endsWith("csv") ? "1 2 3,%s" : "{\"object\": \"1 2 3\", \"note\": \"%s\"}";
        int rest = row.length() - 2;
        String longest = row.formatted("x".repeat(1_000_000 - rest));
        assertThat(read(name, first + longest + "\n").objects()).endsWith(GRID.parse("1 2 3"));
        assertThat(complaintOf(name, first + row.formatted("x".repeat(1_000_001 - rest))))
                .isEqualTo(", line 2, column 1: the line is longer than 1 MB");
    }

    @Test
    void longObject_isAbbreviatedInTheMessage() {
        String complaint = complaintOf("data.jsonl", "\"" + "9 ".repeat(100_000) + "\"");
        assertThat(complaint)
                .hasSizeLessThan(600)
                .startsWith(", line 1, column 1: '9 9 9 ")
                .contains(" ... ");
    }

    @Test
    void quoteThatIsNeverClosed_doesNotFillTheMemory() {
        String row = "1 2 3," + "x".repeat(1_000) + "\n";
        assertThat(complaintOf("data.csv", "object,note\n1 2 3,\"" + row.repeat(3_000)))
                .startsWith(
                        ", line 2, column 7: not valid CSV: a value is longer than 1 MB; is its closing quote missing?");
    }

    private DataFile<Cell> read(String name, String text) {
        return DataFile.read(write(name, text), PROBLEM);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String complaintOf(String name, String text) {
        return refusal(write(name, text));
    }

    /** Returns what a message says after the name of the file. */
    private static String refusal(Path file) {
        WrongOptionException refusal =
                catchThrowableOfType(WrongOptionException.class, () -> DataFile.read(file, PROBLEM));
        assertThat(refusal).isNotNull();
        String start = "Invalid value for option '--data': '" + file + "'";
        assertThat(refusal.getMessage()).startsWith(start).doesNotContain("\n", "\r", "Source:", "`");
        return refusal.getMessage().substring(start.length());
    }

    private static List<Cell> cells(String... texts) {
        return Arrays.stream(texts).map(GRID::parse).toList();
    }
}
