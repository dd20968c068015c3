package org.gfn4j.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

final class SafetensorsPropertyTest {
    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("gfn4j-", ".safetensors");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<Safetensors.Content> contents() {
        Arbitrary<String> texts = Arbitraries.strings()
                .ofMaxLength(8)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return Combinators.combine(
                        Arbitraries.maps(texts, tensors()).ofMaxSize(5),
                        Arbitraries.maps(texts, texts).ofMaxSize(3))
                .as(Safetensors.Content::new);
    }

    private static Arbitrary<Tensor> tensors() {
        return Arbitraries.longs()
                .between(0, 3)
                .list()
                .ofMaxSize(3)
                .flatMap(shape -> Arbitraries.longs()
                        .array(long[].class)
                        .ofSize((int) Shapes.elements(shape))
                        .flatMap(bits -> Arbitraries.of(ElementType.values()).map(type -> tensor(type, shape, bits))));
    }

    private static Tensor tensor(ElementType type, List<Long> shape, long[] bits) {
        return switch (type) {
            case F32 -> {
                float[] values = new float[bits.length];
                for (int i = 0; i < bits.length; i++) {
                    values[i] = Float.intBitsToFloat((int) bits[i]);
                }
                yield new FloatTensor(shape, values);
            }
            case F64 ->
                new DoubleTensor(
                        shape,
                        Arrays.stream(bits)
                                .mapToDouble(Double::longBitsToDouble)
                                .toArray());
            case I64 -> new LongTensor(shape, bits);
        };
    }

    @Property(tries = 500, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll("contents") Safetensors.Content content) throws IOException {
        Safetensors.write(file, content.tensors(), content.metadata());
        assertThat(Safetensors.read(file)).isEqualTo(content);
    }

    @Property(tries = 500, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void aTruncatedFileIsRefused(@ForAll("contents") Safetensors.Content content, @ForAll("fractions") double fraction)
            throws IOException {
        Safetensors.write(file, content.tensors(), content.metadata());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) (fraction * bytes.length)));
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(SafetensorsException.class);
    }

    @Property(tries = 2_000, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void aFlippedBitIsRefusedOrRead(
            @ForAll("contents") Safetensors.Content content, @ForAll("fractions") double fraction) throws IOException {
        Safetensors.write(file, content.tensors(), content.metadata());
        byte[] bytes = Files.readAllBytes(file);
        int bit = (int) (fraction * 8 * bytes.length);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bytes);
        try {
            Safetensors.Content read = Safetensors.read(file);
            assertThat(read.tensors()).hasSizeBetween(0, content.tensors().size() + 1);
        } catch (SafetensorsException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Arbitraries.doubles().between(0, true, 1, false);
    }
}
