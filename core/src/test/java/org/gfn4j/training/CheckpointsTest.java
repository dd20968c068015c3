package org.gfn4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.LongTensor;
import org.gfn4j.storage.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CheckpointsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path run;

    private Checkpoints checkpoints;

    @BeforeEach
    void look() {
        checkpoints = Checkpoints.ofRun(run);
    }

    private static Checkpoint checkpoint(long iteration) {
        Map<String, Tensor> model = new TreeMap<>();
        model.put("trunk", new FloatTensor(List.of(2L, 2L), new float[] {1, -0f, Float.NaN, Float.MIN_VALUE}));
        model.put("logZ", new DoubleTensor(List.of(), new double[] {Math.PI}));
        Map<String, Tensor> optimiser = Map.of("steps", new LongTensor(List.of(1L), new long[] {iteration}));
        ObjectNode state = JSON.createObjectNode();
        state.put("text", "\u00e9 \"3\"");
        state.putArray("numbers").add(0.1).add(Long.MAX_VALUE);
        return new Checkpoint(
                iteration, Map.of(Checkpoint.MODEL, model, Checkpoint.OPTIMISER, optimiser), state);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(run.resolve("checkpoints"))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsWritten_isRead() throws IOException {
        checkpoints.write(checkpoint(7));
        Checkpoint read = checkpoints.read(7);
        assertThat(read.iteration()).isEqualTo(7);
        assertThat(read.tensors()).isEqualTo(checkpoint(7).tensors());
        ObjectNode expected = JSON.createObjectNode();
        expected.put("format", Checkpoints.FORMAT);
        expected.put("iteration", 7);
        expected.setAll(checkpoint(7).state());
        assertThat(JSON.writeValueAsString(read.state())).isEqualTo(JSON.writeValueAsString(expected));
        assertThatThrownBy(() -> read.tensors("target"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(
                        "the checkpoint of iteration 7 has no target.safetensors, but only [model, optimiser]");
    }

    @Test
    void sameContent_hasTheSameBytes() throws IOException {
        Checkpoints others = new Checkpoints(run.resolve("other"));
        checkpoints.write(checkpoint(7));
        others.write(checkpoint(7));
        for (String name : List.of("model.safetensors", "optimiser.safetensors", "state.json", "SHA256SUMS")) {
            assertThat(others.folder(7).resolve(name))
                    .hasSameBinaryContentAs(checkpoints.folder(7).resolve(name));
        }
    }

    @Test
    void checksums_areThoseOfTheFiles() throws Exception {
        checkpoints.write(checkpoint(7));
        Path sums = checkpoints.folder(7).resolve("SHA256SUMS");
        assertThat(sums).content().hasLineCount(3);
        Process sha256sum = new ProcessBuilder("sha256sum", "-c", "--strict", "SHA256SUMS")
                .directory(checkpoints.folder(7).toFile())
                .start();
        String shown = new String(sha256sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sha256sum.waitFor()).as(shown).isZero();
        assertThat(shown.lines())
                .containsExactly("model.safetensors: OK", "optimiser.safetensors: OK", "state.json: OK");
    }

    @Test
    void steps_areThoseOfWholeFolders() throws IOException {
        assertThat(checkpoints.steps()).isEmpty();
        assertThat(checkpoints.newest()).isEmpty();
        for (long step : new long[] {100, 0, 9}) {
            checkpoints.write(checkpoint(step));
        }
        for (String name : List.of("step-200.part", "step-01", "step--3", "step-", "step-5.old.part", "other", "Step-3")) {
            Files.createDirectory(run.resolve("checkpoints").resolve(name));
        }
        assertThat(checkpoints.steps()).containsExactly(0L, 9L, 100L);
        assertThat(checkpoints.newest()).hasValue(100);
    }

    @Test
    void sameIteration_isReplaced() throws IOException {
        checkpoints.write(checkpoint(7));
        ObjectNode state = JSON.createObjectNode();
        state.put("text", "new");
        checkpoints.write(new Checkpoint(7, Map.of(), state));
        Checkpoint read = checkpoints.read(7);
        assertThat(read.tensors()).isEmpty();
        assertThat(read.state().get("text").asString()).isEqualTo("new");
        assertThat(names()).containsExactly("step-7");
    }

    @Test
    void leftoversOfAKilledWriter_areRemovedAtTheNextWrite() throws IOException {
        checkpoints.write(checkpoint(7));
        Path parts = run.resolve("checkpoints");
        Files.createDirectory(parts.resolve("step-8.part"));
        Files.writeString(parts.resolve("step-8.part").resolve("model.safetensors.part"), "half");
        Files.createDirectories(parts.resolve("step-6.old.part").resolve("deeper"));
        Files.writeString(parts.resolve("step-9.part"), "a file");
        assertThat(checkpoints.steps()).containsExactly(7L);
        checkpoints.write(checkpoint(8));
        assertThat(names()).containsExactly("step-7", "step-8");
        assertThat(checkpoints.read(8).tensors()).isEqualTo(checkpoint(8).tensors());
    }

    @Test
    void writeThatFails_leavesTheOthersAndNothingElse() throws IOException {
        checkpoints.write(checkpoint(7));
        Files.writeString(run.resolve("checkpoints").resolve("step-8"), "in the way of a removal");
        Map<String, Tensor> tensors = checkpoint(8).tensors().get(Checkpoint.MODEL);
        Checkpoint impossible = new Checkpoint(8, Map.of("no/such/folder", tensors), JSON.createObjectNode());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> checkpoints.write(impossible));
        assertThat(names()).containsExactly("step-7", "step-8");
        assertThat(checkpoints.read(7).tensors()).isEqualTo(checkpoint(7).tensors());
    }

    @Test
    void remove_takesAwayOne() throws IOException {
        checkpoints.write(checkpoint(7));
        checkpoints.write(checkpoint(8));
        checkpoints.remove(7);
        checkpoints.remove(6);
        assertThat(names()).containsExactly("step-8");
    }

    @Test
    void checkpointThatIsNotThere_isSaidWithThoseThatAre() throws IOException {
        checkpoints.write(checkpoint(7));
        assertThatThrownBy(() -> checkpoints.read(8))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("there is no checkpoint '" + checkpoints.folder(8) + "'; there are [7]");
    }

    @Test
    void flippedBit_isRefused() throws IOException {
        checkpoints.write(checkpoint(7));
        for (Path file : files()) {
            byte[] intact = Files.readAllBytes(file);
            boolean every = file.endsWith("SHA256SUMS");
            for (int bit = 0; bit < 8 * intact.length; bit += every ? 1 : 9) {
                byte[] bytes = intact.clone();
                bytes[bit / 8] ^= (byte) (1 << (bit % 8));
                Files.write(file, bytes);
                assertDamaged(file.getFileName() + ", bit " + bit);
            }
            Files.write(file, intact);
        }
        assertThat(checkpoints.read(7).tensors()).isEqualTo(checkpoint(7).tensors());
    }

    @Test
    void everyTruncation_isRefused() throws IOException {
        checkpoints.write(checkpoint(7));
        for (Path file : files()) {
            byte[] intact = Files.readAllBytes(file);
            for (int length = 0; length < intact.length; length++) {
                Files.write(file, Arrays.copyOf(intact, length));
                assertDamaged(file.getFileName() + ", cut to " + length);
            }
            Files.write(file, Arrays.copyOf(intact, intact.length + 1));
            assertDamaged(file.getFileName() + ", longer");
            Files.write(file, intact);
        }
    }

    @Test
    void fileThatIsGoneOrAFolder_isRefused() throws IOException {
        checkpoints.write(checkpoint(7));
        for (Path file : files()) {
            byte[] intact = Files.readAllBytes(file);
            Files.delete(file);
            assertDamaged(file.getFileName() + " gone");
            Files.createDirectory(file);
            assertDamaged(file.getFileName() + " a folder");
            Files.delete(file);
            Files.write(file, intact);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"target.safetensors", "state.json.part", "notes.txt", ".hidden"})
    void fileMore_isRefused(String name) throws IOException {
        checkpoints.write(checkpoint(7));
        Files.writeString(checkpoints.folder(7).resolve(name), "");
        assertDamaged(name);
        Files.delete(checkpoints.folder(7).resolve(name));
        Files.createDirectory(checkpoints.folder(7).resolve(name));
        assertDamaged(name + " a folder");
    }

    @Test
    void fileInThePlaceOfAFolder_isRefused() throws IOException {
        checkpoints.write(checkpoint(7));
        Files.writeString(run.resolve("checkpoints").resolve("step-8"), "");
        assertThatThrownBy(() -> checkpoints.read(8))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("'" + checkpoints.folder(8) + "' is damaged: it must be a folder, but is a file");

        Checkpoints file = new Checkpoints(Files.createFile(run.resolve("file")));
        assertThatThrownBy(file::steps)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("'" + run.resolve("file") + "' must be the folder of the checkpoints");
    }

    @Test
    void newerVersion_isSaidToBe() throws Exception {
        checkpoints.write(checkpoint(7));
        rewriteState("{\"format\":2,\"iteration\":7}");
        assertThatThrownBy(() -> checkpoints.read(7))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("'" + checkpoints.folder(7) + "' was written by a newer gfn4j: the format of the checkpoint"
                        + " is 2, and this version reads up to 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "null",
                "{",
                "{\"format\":1,\"iteration\":7}x",
                "{\"format\":1,\"format\":1,\"iteration\":7}",
                "{\"format\":1}",
                "{\"format\":0,\"iteration\":7}",
                "{\"format\":\"one\",\"iteration\":7}",
                "{\"format\":1,\"iteration\":8}",
                "{\"format\":1,\"iteration\":\"\"}",
                "{\"format\":[1],\"iteration\":{}}",
                "{\"iteration\":7}"
            })
    void stateOfAnotherForm_isRefused(String state) throws Exception {
        checkpoints.write(checkpoint(7));
        rewriteState(state);
        assertDamaged(state);
    }

    @Test
    void tensorsOfAnotherForm_areRefused() throws Exception {
        checkpoints.write(checkpoint(7));
        rewrite("model.safetensors", new byte[] {1, 2, 3});
        assertDamaged("no tensors");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(checkpoints.folder(7))) {
            return files.sorted().toList();
        }
    }

    private void assertDamaged(String description) {
        assertThatExceptionOfType(CheckpointException.class)
                .as(description)
                .isThrownBy(() -> checkpoints.read(7))
                .withMessageStartingWith("'" + checkpoints.folder(7) + "' is damaged: ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasLineCount(1));
    }

    private void rewriteState(String text) throws Exception {
        rewrite("state.json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives a file another content, and the checksum of that. */
    private void rewrite(String name, byte[] content) throws Exception {
        Path file = checkpoints.folder(7).resolve(name);
        Path sums = checkpoints.folder(7).resolve("SHA256SUMS");
        String before = digest(file);
        Files.write(file, content);
        Files.writeString(sums, Files.readString(sums).replace(before, digest(file)));
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
