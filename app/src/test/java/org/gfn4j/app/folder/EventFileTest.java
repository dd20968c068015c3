package org.gfn4j.app.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads event files back with TensorFlow's own messages and a checksum computed bit by bit. */
class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.25Z"), ZoneOffset.UTC);
    private static final double WALL_TIME = 1767323045.25;

    @TempDir
    Path folder;

    @Test
    void checksumOfTheTest_isTheStandardOne() {
        assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE3069283);
    }

    @Test
    void newFile_isNamedAsTensorBoardLooksForItAndSaysItsVersion() throws IOException {
        EventFile events = EventFile.create(folder, CLOCK);
        assertThat(events.file()).hasParent(folder);
        assertThat(events.file().getFileName().toString())
                .matches("events\\.out\\.tfevents\\.1767323045\\.[A-Za-z0-9._-]+\\.gfn4j");
        assertThat(read(events.file()))
                .containsExactly(Event.newBuilder()
                        .setWallTime(WALL_TIME)
                        .setFileVersion("brain.Event:2")
                        .build());
        assertThat(events.length()).isEqualTo(Files.size(events.file()));
    }

    @Test
    void scalars_areReadBackByName() throws IOException {
        EventFile events = EventFile.create(folder, CLOCK);
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("loss", 0.1);
        metrics.put("trajectories", 200_000L);
        metrics.put("visited", Map.of("l1Sum", 1.5, "inner", Map.of("deep", -2)));
        metrics.put("logZError", null);
        metrics.put("elbo", Double.NEGATIVE_INFINITY);
        metrics.put("eubo", Double.NaN);
        metrics.put("tooLargeForAFloat", 1e300);
        metrics.put("tooSmallForAFloat", 1e-300);
        metrics.put("logZIsEstimate", true);
        metrics.put("objective", "tb");
        events.scalars(300, metrics);
        Event event = read(events.file()).get(1);
        assertThat(event.getWallTime()).isEqualTo(WALL_TIME);
        assertThat(event.getStep()).isEqualTo(300);
        assertThat(values(event))
                .isEqualTo(Map.of(
                        "loss", 0.1f, "trajectories", 200_000f, "visited/l1Sum", 1.5f, "visited/inner/deep", -2f));
        assertThat(event.getSummary().getValue(0).getTag()).isEqualTo("loss");
    }

    @Test
    void nothingToTell_writesNothing() throws IOException {
        EventFile events = EventFile.create(folder, CLOCK);
        events.scalars(1, Map.of("loss", Double.NaN, "visited", Map.of()));
        assertThat(read(events.file())).hasSize(1);
    }

    @Property(tries = 200)
    void anyNamesStepsAndValues_areReadBack(
            @ForAll long step,
            @ForAll Map<@StringLength(max = 300) @CharRange(from = ' ', to = '\u2fff') String, Float> metrics)
            throws IOException {
        Path place = Files.createTempDirectory("events");
        EventFile events = EventFile.create(place, CLOCK);
        try {
            events.scalars(step, metrics);
            events.scalars(step, Map.of("last", 1));
            List<Event> read = read(events.file());
            assertThat(read.get(read.size() - 1).getStep()).isEqualTo(step);
            assertThat(read).hasSize(metrics.isEmpty() ? 2 : 3);
            assertThat(values(read.get(1))).isEqualTo(metrics.isEmpty() ? Map.of("last", 1f) : metrics);
        } finally {
            Files.delete(events.file());
            Files.delete(place);
        }
    }

    @Test
    void reopenedFile_keepsWhatWasThereAtTheLengthAndGoesOn() throws IOException {
        EventFile first = EventFile.create(folder, CLOCK);
        first.scalars(10, Map.of("loss", 4));
        first.scalars(20, Map.of("loss", 3));
        long length = first.length();
        List<Event> before = read(first.file());
        first.scalars(30, Map.of("loss", 2));
        Files.write(first.file(), new byte[] {42, 0, 0, 0, 0}, StandardOpenOption.APPEND);

        EventFile second = EventFile.reopen(first.file(), length, CLOCK);
        assertThat(second.file()).isEqualTo(first.file());
        assertThat(second.length()).isEqualTo(length);
        assertThat(read(second.file())).isEqualTo(before).hasSize(3);

        second.scalars(25, Map.of("loss", 1));
        List<Event> after = read(second.file());
        assertThat(after).hasSize(4).startsWith(before.toArray(Event[]::new));
        assertThat(after.get(3).getStep()).isEqualTo(25);
        assertThat(second.length()).isEqualTo(Files.size(second.file()));
    }

    @Test
    void recordThatWasCutShort_isWrittenOver() throws IOException {
        EventFile events = EventFile.create(folder, CLOCK);
        Files.write(events.file(), new byte[10], StandardOpenOption.APPEND);
        events.scalars(1, Map.of("loss", 1));
        assertThat(read(events.file())).hasSize(2);
    }

    @Test
    void fileShorterThanTheLength_isRefused() throws IOException {
        EventFile events = EventFile.create(folder, CLOCK);
        long size = events.length();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFile.reopen(events.file(), size + 1, CLOCK))
                .withMessage("'%s' must have at least %d bytes, but has %d", events.file(), size + 1, size);
        assertThat(Files.size(events.file())).isEqualTo(size);
    }

    @Test
    void failure_namesTheFile() throws IOException {
        EventFile events = EventFile.create(folder, CLOCK);
        assertThatThrownBy(() -> EventFile.create(folder, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write '" + events.file() + "': exists already");
        Files.delete(events.file());
        assertThatThrownBy(() -> events.scalars(1, Map.of("loss", 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write to '" + events.file() + "'");
        assertThatThrownBy(() -> EventFile.reopen(events.file(), 0, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot continue '" + events.file() + "'");
        assertThat(events.file()).doesNotExist();
    }

    @Test
    void aRun_writesTheFiguresOfItsMetrics() throws IOException {
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.ofLine("train hypergrid --dimensions 2 --hidden 8 --iterations 30 --evaluate-every 10"
                + " --checkpoint-every 7 --run " + run);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> metrics = Files.readAllLines(run.resolve(RunWriter.METRICS));
        Path file;
        try (Stream<Path> files = Files.list(run)) {
            file = files.filter(each -> each.getFileName().toString().startsWith("events.out.tfevents."))
                    .findFirst()
                    .orElseThrow();
        }
        List<Event> events = read(file);
        assertThat(events).hasSize(1 + metrics.size()).hasSize(4);
        for (int i = 0; i < metrics.size(); i++) {
            JsonNode line = JsonMapper.shared().readTree(metrics.get(i));
            Event event = events.get(i + 1);
            assertThat(event.getStep()).isEqualTo(line.get("iterations").asLong());
            assertThat(values(event))
                    .containsEntry("loss", line.get("loss").floatValue())
                    .containsEntry(
                            "visited/l1Sum", line.get("visited").get("l1Sum").floatValue());
        }
    }

    private static Map<String, Float> values(Event event) {
        Map<String, Float> values = new LinkedHashMap<>();
        for (Summary.Value value : event.getSummary().getValueList()) {
            assertThat(value.hasSimpleValue()).isTrue();
            values.put(value.getTag(), value.getSimpleValue());
        }
        assertThat(values).hasSize(event.getSummary().getValueCount());
        return values;
    }

    /** Reads all events, and fails where a length, a checksum or a message is wrong. */
    private static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.position() + 8);
            byte[] data = new byte[Math.toIntExact(bytes.getLong())];
            assertThat(bytes.getInt()).as("checksum of a length").isEqualTo(masked(crc(length)));
            bytes.get(data);
            assertThat(bytes.getInt()).as("checksum of an event").isEqualTo(masked(crc(data)));
            Event event = Event.parseFrom(data);
            assertThat(event.getUnknownFields().asMap()).isEmpty();
            events.add(event);
        }
        return events;
    }

    private static int masked(int crc) {
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static int crc(byte[] bytes) {
        int crc = -1;
        for (byte value : bytes) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~crc;
    }
}
