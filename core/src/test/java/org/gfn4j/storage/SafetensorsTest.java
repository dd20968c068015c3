package org.gfn4j.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafetensorsTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    /** Against {@code golden/tensors.py}. */
    @Test
    void readsWhatPythonWrote() throws IOException {
        Files.write(file(), golden());
        Safetensors.Content content = Safetensors.read(file());

        assertThat(content.tensors())
                .containsOnly(
                        Map.entry(
                                "trunk.0.weight",
                                Tensor.of(
                                        new float[] {
                                            0.5f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, -1.25f
                                        },
                                        2,
                                        3)),
                        Map.entry("logZ", Tensor.of(new double[] {-2.5e-300}, 1)),
                        Map.entry("steps", Tensor.of(new long[] {Long.MAX_VALUE})),
                        Map.entry("empty", Tensor.of(new float[0], 0, 4)),
                        Map.entry("größe", Tensor.of(new long[] {-1, 1}, 2)),
                        Map.entry("odd", Tensor.of(new float[] {7}, 1)));
        assertThat(content.metadata()).containsOnly(Map.entry("note", "a \"quoted\" line\nand another"));
    }

    private static byte[] golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SafetensorsTest.class.getResourceAsStream("/golden/tensors.safetensors"))) {
            return in.readAllBytes();
        }
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Safetensors.write(
                file(),
                Map.of(
                        "b",
                        Tensor.of(new float[] {1}, 1),
                        "a",
                        Tensor.of(new float[] {2, 3}, 2),
                        "z",
                        Tensor.of(new long[] {-2})),
                Map.of("y", "1", "x", "é"));

        byte[] header = ("{\"__metadata__\":{\"x\":\"é\",\"y\":\"1\"},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]},"
                        + "\"z\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}")
                .getBytes(StandardCharsets.UTF_8);
        int length = header.length + 7 - (header.length + 7) % 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + length + 20).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(length).put(header);
        while (expected.position() < 8 + length) {
            expected.put((byte) ' ');
        }
        expected.putLong(-2).putFloat(2).putFloat(3).putFloat(1);
        assertThat(Files.readAllBytes(file())).isEqualTo(expected.array());
    }

    @Test
    void theOrderOfTheMapDoesNotReachTheFile() throws IOException {
        Map<String, Tensor> one = new LinkedHashMap<>();
        one.put("a", Tensor.of(new float[] {1}, 1));
        one.put("b", Tensor.of(new double[] {2}, 1));
        Map<String, Tensor> other = new LinkedHashMap<>();
        other.put("b", Tensor.of(new double[] {2}, 1));
        other.put("a", Tensor.of(new float[] {1}, 1));
        Safetensors.write(file(), one, Map.of());
        byte[] bytes = Files.readAllBytes(file());
        Safetensors.write(file(), other, Map.of());

        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
        assertThat(Safetensors.read(file()).tensors().keySet()).containsExactly("a", "b");
    }

    @Test
    void tensorsLongerThanABufferComeBack() throws IOException {
        float[] floats = new float[50_000];
        double[] doubles = new double[50_001];
        long[] longs = new long[8192];
        for (int i = 0; i < doubles.length; i++) {
            floats[Math.min(i, floats.length - 1)] = i;
            doubles[i] = -i;
            longs[i % longs.length] = i;
        }
        Map<String, Tensor> tensors = Map.of(
                "f", Tensor.of(floats, 50, 1000), "d", Tensor.of(doubles, 50_001), "l", Tensor.of(longs, 2, 4096));
        Safetensors.write(file(), tensors, Map.of());
        assertThat(Safetensors.read(file()).tensors()).isEqualTo(tensors);
    }

    @Test
    void aFileIsReplacedAndNothingElseStays() throws IOException {
        Files.writeString(file(), "something else");
        Safetensors.write(file(), Map.of(), Map.of());
        assertThat(Safetensors.read(file())).isEqualTo(new Safetensors.Content(Map.of(), Map.of()));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThere() throws IOException {
        Files.createDirectory(file());
        Files.createFile(file().resolve("inside"));
        assertThatThrownBy(() -> Safetensors.write(file(), Map.of(), Map.of())).isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aMissingFileIsNotADamagedOne() {
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        Tensor tensor = Tensor.of(new float[0], 0);
        assertThatThrownBy(() -> Safetensors.write(file(), Map.of("__metadata__", tensor), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no tensor can be called '__metadata__'");
        assertThatThrownBy(() -> Safetensors.write(file(), Map.of("a\ud800", tensor), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be valid Unicode");
        assertThatThrownBy(() -> Safetensors.write(file(), Map.of(), Map.of("key", "\udc00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be valid Unicode");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                      | must start with '{'",
                "{                                                       | not valid JSON near its character",
                "{'a':1}                                                 | tensor 'a' must be an object, but is '1'",
                "{} {}                                                   | must be one JSON object, but more follows",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}"
                        + " | Duplicate",
                "{'a':{'dtype':'F32','dtype':'F32','shape':[0],'data_offsets':[0,0]}} | Duplicate",
                "{'a':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]}} | dtype of tensor 'a' must be one of [F32, F64, I64], but is 'BF16'",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | shape of tensor 'a' must hold whole numbers of at least 0, but has '-1'",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} | must hold whole numbers of at least 0, but has '1.0'",
                "{'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,4]}} | not valid JSON",
                "{'a':{'dtype':'F32','shape':[[1]],'data_offsets':[0,4]}} | must hold whole numbers of at least 0, but has '['",
                "{'a':{'dtype':'F32','shape':1,'data_offsets':[0,4]}}    | shape of tensor 'a' must be an array, but is '1'",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}  | tensor 'a' must have 8 bytes, because it is F32 [2], but has 4",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}} | must have at most 2147483639 numbers",
                "{'a':{'dtype':'F32','shape':[4294967296],'data_offsets':[0,4]}} | must have at most 2147483639 numbers",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}  | must begin where the one before it ends, at byte 0 of the data, but begins at 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}  | must end between byte 0 of the data, where it begins, and 4, where they end, but ends at 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}"
                        + " | tensor 'b' must begin where the one before it ends, at byte 4",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}  | must end with its last tensor, at byte 0 of the data, but has 4",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}    | data_offsets of tensor 'a' must be two, but are [0]",
                "{'a':{'dtype':'F32','shape':[1]}}                       | tensor 'a' has no data_offsets",
                "{'a':{'shape':[1],'data_offsets':[0,4]}}                | tensor 'a' has no dtype",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}}              | tensor 'a' has no shape",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'more':1}} | must have dtype, shape and data_offsets, but has 'more'",
                "{'a':{'dtype':1,'shape':[1],'data_offsets':[0,4]}}      | dtype of tensor 'a' must be a string, but is '1'",
                "{'__metadata__':{'k':1}}                                | 'k' of __metadata__ must be a string, but is '1'",
                "{'__metadata__':1}                                      | __metadata__ must be an object, but is '1'",
            })
    void aWrongHeaderIsNamed(String header, String message) throws IOException {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Files.write(file(), withHeader(text.length, text, 4));
        assertRefused(message);
    }

    @Test
    void theLengthsOfFileAndHeaderAreChecked() throws IOException {
        byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), new byte[7]);
        assertRefused("must start with the 8 bytes of a length, but ends after 7 bytes");
        Files.write(file(), withHeader(3, text, 0));
        assertRefused("must have at most 100000000 bytes and end within the 10 bytes of the file, but is to have 3");
        Files.write(file(), withHeader(-1, text, 0));
        assertRefused("but is to have 18446744073709551615");
        Files.write(file(), withHeader(0, text, 0));
        assertRefused("the header must start with '{'");
        Files.write(file(), withHeader(2, new byte[] {'{', (byte) 0xff}, 0));
        assertRefused("the header must be text in UTF-8");
    }

    @Test
    void namesInMessagesTakeOneLineOfBoundedLength() throws IOException {
        byte[] text = ("{\"a\\n" + "b".repeat(10_000) + "\":1}").getBytes(StandardCharsets.UTF_8);
        Files.write(file(), withHeader(text.length, text, 0));
        assertThatThrownBy(() -> Safetensors.read(file()))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining("tensor 'a\\u000abbb")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }

    private static byte[] withHeader(long length, byte[] header, int data) {
        return ByteBuffer.allocate(8 + header.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .array();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Safetensors.read(file()))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageStartingWith(file() + " is damaged or no safetensors file: ")
                .hasMessageContaining(message);
    }

    @Test
    void everyTruncationOfAFileIsRefused() throws IOException {
        byte[] bytes = golden();
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file(), Arrays.copyOf(bytes, length));
            assertRefused("");
        }
    }

    @Test
    void everyFlippedBitOfAFileIsRefusedOrReadAsSomethingElse() throws IOException {
        byte[] bytes = golden();
        Files.write(file(), bytes);
        Safetensors.Content right = Safetensors.read(file());
        int refused = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(), damaged);
            try {
                assertThat(Safetensors.read(file())).as("bit %d", bit).isNotEqualTo(right);
            } catch (SafetensorsException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(8 * 8);
    }
}
