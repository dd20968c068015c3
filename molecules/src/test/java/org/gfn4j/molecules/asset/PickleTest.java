package org.gfn4j.molecules.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
