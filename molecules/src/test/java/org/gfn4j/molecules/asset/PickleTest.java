package org.gfn4j.molecules.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what Python wrote; {@code golden/pickles.py} makes the file. */
class PickleTest {
    private static byte[] pickle(String name) throws IOException {
        try (InputStream in = PickleTest.class.getResourceAsStream("/golden/pickles.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> HexFormat.of().parseHex(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static float[] numbers(FloatArray array) {
        ByteBuffer bytes = ByteBuffer.wrap(array.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol2", "protocol3", "protocol4"})
    void arrays_areRead(String name) throws IOException {
        List<FloatArray> arrays = new Pickle(pickle(name)).arrays();
        assertThat(arrays).extracting(FloatArray::shape).containsExactly(List.of(2, 3), List.of(2));
        assertThat(numbers(arrays.get(0))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(numbers(arrays.get(1))).containsExactly(0.5f, -1.5f);
    }

    @Test
    void arrayKeptByColumns_isTurned() throws IOException {
        List<FloatArray> arrays = new Pickle(pickle("columns")).arrays();
        assertThat(arrays.get(0).shape()).containsExactly(2, 3);
        assertThat(numbers(arrays.get(0))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "protocol5, 'must be 2 to 4, but is 5'",
        "double, 32-bit numbers",
        "text, must hold arrays of numbers",
        "number, must hold a list of arrays",
        "call, must hold arrays of numbers"
    })
    void anythingElse_isRefused(String name, String message) throws IOException {
        Pickle pickle = new Pickle(pickle(name));
        assertThatThrownBy(pickle::arrays)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyPartOfAPickle_isRefused() throws IOException {
        for (String name : List.of("protocol2", "protocol4")) {
            byte[] whole = pickle(name);
            for (int length = 0; length < whole.length; length++) {
                Pickle part = new Pickle(Arrays.copyOf(whole, length));
                assertThatThrownBy(part::arrays)
                        .as("%s to %d", name, length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aPickleWithAnyByteChanged_isReadOrRefused() throws IOException {
        byte[] whole = pickle("protocol4");
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                try {
                    assertThat(new Pickle(changed).arrays()).isNotNull();
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageNotContaining("Exception");
                }
            }
        }
    }

    /** Whatever a pickle is made of, it is read or refused with a sentence. */
    @Property(tries = 2000)
    void anyOperations_areReadOrRefused(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int operation = random.nextInt(40); operation > 0; operation--) {
            out.writeBytes(OPERATIONS.get(random.nextInt(OPERATIONS.size())));
        }
        out.write('.');
        readOrRefused(out.toByteArray());
    }

    @Property(tries = 2000)
    void aPickleWithAnyPartsChangedMovedOrRepeated_isReadOrRefused(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pickle =
                pickle(List.of("protocol2", "protocol3", "protocol4", "columns").get(random.nextInt(4)));
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            int from = random.nextInt(pickle.length);
            int to = random.nextInt(from, Math.min(pickle.length, from + 20));
            int at = random.nextInt(pickle.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(pickle, 0, at);
            if (random.nextBoolean()) {
                out.write(random.nextInt(256));
            }
            out.write(pickle, from, to - from);
            int rest = Math.min(pickle.length, at + random.nextInt(20));
            out.write(pickle, rest, pickle.length - rest);
            pickle = out.toByteArray().length == 0 ? pickle : out.toByteArray();
        }
        readOrRefused(pickle);
    }

    private static void readOrRefused(byte[] pickle) {
        try {
            assertThat(new Pickle(pickle).arrays()).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception", "null", "\n");
        }
    }

    /** Each operation with arguments that fit, so that programs of them come far. */
    private static final List<byte[]> OPERATIONS = Stream.of(
                    "(",
                    "N",
                    "\u0088",
                    "K\u0001",
                    "K\u0000",
                    "M\u0001\u0001",
                    "J\u00ff\u00ff\u00ff\u00ff",
                    "]",
                    ")",
                    "\u0085",
                    "\u0086",
                    "\u0087",
                    "t",
                    "a",
                    "e",
                    "X\u0001\u0000\u0000\u0000<",
                    "\u008c\u0002f4",
                    "B\u0004\u0000\u0000\u0000abcd",
                    "C\u0001b",
                    "cnumpy\ndtype\n",
                    "cnumpy.core.multiarray\n_reconstruct\n",
                    "c_codecs\nencode\n",
                    "\u0093",
                    "q\u0000",
                    "q\u0001",
                    "r\u0002\u0000\u0000\u0000",
                    "\u0094",
                    "h\u0000",
                    "h\u0001",
                    "j\u0002\u0000\u0000\u0000",
                    "R",
                    "b",
                    "(K\u0001K\u0001\u0085h\u0001\u0089C\u0004abcdtb",
                    "(K\u0003\u008c\u0001<NNNtb")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    /** What would take far more time or memory than a file of its size, were it not refused. */
    static Stream<Arguments> bombs() {
        String array = "cnumpy.core.multiarray\n_reconstruct\n)R(K\u0001M\u00e8\u0003M\u00e8\u0003\u0086"
                + "cnumpy\ndtype\n\u008c\u0002f4\u0085R(K\u0003\u008c\u0001<tb\u0088B\u0000\t=\u0000";
        return Stream.of(
                arguments(
                        "array by columns, 40,000 times",
                        "](" + array + "\u0001".repeat(4_000_000) + "tbq\u0000" + "h\u0000".repeat(40_000) + "e."),
                arguments(
                        "text to bytes, 20,000 times",
                        "](c_codecs\nencode\nq\u0000X\u0000\t=\u0000" + "a".repeat(4_000_000) + "\u0085q\u0001R"
                                + "h\u0000h\u0001R".repeat(20_000) + "e."),
                arguments("lists in lists", "]".repeat(90_000) + "a".repeat(89_999) + "."),
                arguments("tuples in tuples", "N" + "\u0085".repeat(90_000) + "."),
                arguments(
                        "type called by a tuple of tuples of itself twice",
                        "cnumpy\ndtype\n)" + "q\u0000h\u0000\u0086".repeat(100) + "\u0085R."),
                arguments(
                        "name of a tuple of tuples of itself twice",
                        ")" + "q\u0000h\u0000\u0086".repeat(100) + "\u008c\u0001x\u0093."),
                arguments("list that holds itself", "cnumpy\ndtype\n]q\u0000h\u0000a\u0085R."),
                arguments("a million marks", "(".repeat(1_000_000) + "."),
                arguments("memo of a million", "N" + "\u0094".repeat(1_000_000) + "."),
                arguments("text of two billion characters", "X\u00ff\u00ff\u00ff\u007f."),
                arguments("long number", "\u008b\u00ff\u00ff\u00ff\u007f."),
                arguments(
                        "array of 2^62 numbers",
                        "]"
                                + array.replace(
                                        "M\u00e8\u0003M\u00e8\u0003",
                                        "J\u0000\u0000\u0000\u0080J\u0000\u0000\u0000\u0080")
                                + "\u0001".repeat(4_000_000) + "tba."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    @Timeout(20)
    void bombs_areRefused(String name, String pickle) {
        Pickle bomb = new Pickle(pickle.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(bomb::arrays).isInstanceOf(IllegalArgumentException.class);
    }
}
