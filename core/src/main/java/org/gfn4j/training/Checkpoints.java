package org.gfn4j.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gfn4j.storage.AtomicFile;
import org.gfn4j.storage.PlainFile;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.SafetensorsException;
import org.gfn4j.storage.Sha256;
import org.gfn4j.storage.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checkpoints of a run: a folder {@code step-N} for each, with tensors as safetensors, the rest in {@code state.json},
 * and {@code SHA256SUMS} over all of them, as {@code sha256sum -c} reads it.
 *
 * <p>A checkpoint is written to a folder of another name and moved, so that a folder {@code step-N} is whole, however the
 * process ends. One whose files do not have their checksums is refused.
 *
 * <p>Thread-safety: one thread may write; any number may read, and find a checkpoint gone that has been pruned.
 */
public final class Checkpoints {
    /** The newest version of the format that is read, and the one that is written. */
    public static final int FORMAT = 1;

    private static final String STATE = "state.json";
    private static final String SUMS = "SHA256SUMS";
    private static final String TENSORS = ".safetensors";
    private static final long LARGEST_SUMS = 1 << 16;
    private static final Pattern STEP = Pattern.compile("step-(0|[1-9][0-9]{0,17})");
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  ([A-Za-z0-9_-]+\\.(?:json|safetensors))");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path folder;

    /**
     * Looks at a folder.
     *
     * @param folder the folder of the checkpoints, made when the first one is written
     */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the checkpoints of a run folder.
     *
     * @param run the folder of a run
     * @return what lies in its {@code checkpoints}
     */
    public static Checkpoints ofRun(Path run) {
        return new Checkpoints(run.resolve("checkpoints"));
    }

    /**
     * Lists the checkpoints.
     *
     * @return their iterations, ascending; whether they are intact is seen when they are read
     * @throws CheckpointException if there is something else in the place of the folder
     * @throws IOException if the folder cannot be read
     */
    public List<Long> steps() throws IOException {
        if (!PlainFile.exists(folder)) {
            return List.of();
        }
        if (!PlainFile.isFolder(folder)) {
            throw new CheckpointException("'" + folder + "' must be the folder of the checkpoints, but is "
                    + (Files.isSymbolicLink(folder) ? "a symbolic link, which is not followed" : "a file"));
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> STEP.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(step -> Long.valueOf(step.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Finds the newest checkpoint.
     *
     * @return its iteration, empty where there is none
     * @throws CheckpointException if there is something else in the place of the folder
     * @throws IOException if the folder cannot be read
     */
    public OptionalLong newest() throws IOException {
        return steps().stream().mapToLong(Long::longValue).max();
    }

    /**
     * Returns the folder of a checkpoint.
     *
     * @param step its iteration
     * @return {@code step-N}, whether or not it exists
     */
    public Path folder(long step) {
        return folder.resolve("step-" + step);
    }

    /**
     * Writes a checkpoint; one of the same iteration is replaced.
     *
     * @param checkpoint what is written; {@code format} and {@code iteration} are added to its state
     * @throws IOException if it cannot be written; the checkpoints that are there stay as they are
     */
    public void write(Checkpoint checkpoint) throws IOException {
        PlainFile.makeFolder(folder);
        removeParts();
        Path part = AtomicFile.folderBeside(folder(checkpoint.iteration()));
        try {
            SortedMap<String, String> sums = new TreeMap<>();
            for (Map.Entry<String, Map<String, Tensor>> file :
                    checkpoint.tensors().entrySet()) {
                Path path = part.resolve(file.getKey() + TENSORS);
                Safetensors.write(path, file.getValue(), Map.of());
                sums.put(file.getKey() + TENSORS, Sha256.of(path));
            }
            Path state = part.resolve(STATE);
            ObjectNode json = JSON.createObjectNode();
            json.put("format", FORMAT);
            json.put("iteration", checkpoint.iteration());
            json.setAll(checkpoint.state());
            writeBytes(state, JSON.writeValueAsBytes(json));
            sums.put(STATE, Sha256.of(state));
            writeBytes(part.resolve(SUMS), text(sums).getBytes(StandardCharsets.US_ASCII));
            remove(checkpoint.iteration());
            Files.move(part, folder(checkpoint.iteration()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                delete(part);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Removes what a process has left that was ended while it wrote. */
    private void removeParts() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (AtomicFile.isUnfinished(entry)) {
                    delete(entry);
                }
            }
        }
    }

    private static void writeBytes(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(bytes);
            channel.force(true);
        }
    }

    /**
     * Removes a checkpoint, if it is there.
     *
     * @param step its iteration
     * @throws IOException if it cannot be removed
     */
    public void remove(long step) throws IOException {
        Path path = folder(step);
        if (PlainFile.exists(path)) {
            // under another name first, so that no folder step-N is ever half of a checkpoint
            Path away = AtomicFile.folderBeside(path);
            Path old = away.resolve("old");
            Files.move(path, old, StandardCopyOption.ATOMIC_MOVE);
            delete(away);
        }
    }

    /** Deletes a folder with all in it; of a link, the link alone. */
    private static void delete(Path path) throws IOException {
        if (!PlainFile.exists(path)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(path)) {
            List<Path> deepestLast = entries.toList();
            for (int i = deepestLast.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(deepestLast.get(i));
            }
        }
    }

    /**
     * Reads a checkpoint, and checks all of it.
     *
     * @param step its iteration
     * @return what was written
     * @throws CheckpointException if it is missing, damaged or of a newer version
     * @throws IOException if it cannot be read
     */
    public Checkpoint read(long step) throws IOException {
        Path path = folder(step);
        try {
            return read(path, step);
        } catch (SafetensorsException e) {
            throw new CheckpointException("'" + path + "' is damaged: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new CheckpointException("'" + path + "' has been removed while it was read", e);
        }
    }

    private Checkpoint read(Path path, long step) throws IOException {
        if (!PlainFile.exists(path)) {
            throw new CheckpointException("there is no checkpoint '" + path + "'; there are " + steps());
        }
        if (!PlainFile.isFolder(path)) {
            throw damaged(path, "it must be a folder, but is a " + (Files.isSymbolicLink(path) ? "link" : "file"));
        }
        SortedMap<String, String> sums = sums(path);
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            check(path, sum.getKey(), sum.getValue());
        }
        ObjectNode state = state(path);
        int format = state.path("format").asInt(0);
        if (format > FORMAT) {
            throw new CheckpointException(
                    "'" + path + "' was written by a newer gfn4j: the format of the checkpoint is " + format
                            + ", and this version reads up to " + FORMAT);
        }
        if (format < 1 || state.path("iteration").asLong(-1) != step) {
            throw damaged(path, STATE + " is not that of iteration " + step + " in a known format");
        }
        requireNothingElse(path, sums);
        Map<String, Map<String, Tensor>> tensors = new TreeMap<>();
        for (String name : sums.keySet()) {
            if (name.endsWith(TENSORS)) {
                tensors.put(
                        name.substring(0, name.length() - TENSORS.length()),
                        Safetensors.read(path.resolve(name)).tensors());
            }
        }
        return new Checkpoint(step, tensors, state);
    }

    private static SortedMap<String, String> sums(Path path) throws IOException {
        Path file = path.resolve(SUMS);
        if (!PlainFile.isFile(file)) {
            throw damaged(path, SUMS + missing(file));
        }
        if (Files.size(file) > LARGEST_SUMS) {
            throw damaged(path, SUMS + " is too long");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        SortedMap<String, String> sums = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher sum = SUM.matcher(line);
            if (!sum.matches()) {
                throw damaged(path, SUMS + " has a line that is not a checksum");
            }
            sums.put(sum.group(2), sum.group(1));
        }
        if (!text.equals(text(sums)) || !sums.containsKey(STATE)) {
            throw damaged(path, SUMS + " does not list the files of a checkpoint");
        }
        return sums;
    }

    private static String text(SortedMap<String, String> sums) {
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        return text.toString();
    }

    private static void check(Path path, String name, String sum) throws IOException {
        Path file = path.resolve(name);
        if (!PlainFile.isFile(file)) {
            throw damaged(path, name + missing(file));
        }
        if (!Sha256.of(file).equals(sum)) {
            throw damaged(path, name + " does not have the checksum in " + SUMS);
        }
    }

    private static String missing(Path file) {
        return PlainFile.exists(file) ? " is not a file" : " is missing";
    }

    private static void requireNothingElse(Path path, SortedMap<String, String> sums) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(path)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        names.removeAll(sums.keySet());
        names.remove(SUMS);
        if (!names.isEmpty()) {
            throw damaged(path, "there are files without a checksum: " + names);
        }
    }

    private static ObjectNode state(Path path) throws IOException {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(path.resolve(STATE)));
            if (json instanceof ObjectNode state) {
                return state;
            }
            throw damaged(path, STATE + " is not an object");
        } catch (JacksonException e) {
            throw new CheckpointException("'" + path + "' is damaged: " + STATE + " is not JSON", e);
        }
    }

    private static CheckpointException damaged(Path path, String fault) {
        return new CheckpointException("'" + path + "' is damaged: " + fault);
    }
}
