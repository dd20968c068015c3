package org.gfn4j.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.storage.Sha256;

/**
 * A file that should hold a model, read once, so that its checksum is that of the model that runs.
 *
 * @param path its path, as it was given
 * @param bytes what it holds
 * @param sha256 of the file and of those beside it that hold weights, in hexadecimal digits
 */
record OnnxFile(Path path, byte[] bytes, String sha256) {
    private static final int BLOCK = 1 << 16;

    /** What the library takes for weights in its own memory. */
    private static final String ADDRESS = "_ORT_MEM_ADDR_";

    static OnnxFile read(Path path) {
        byte[] bytes = bytes(path);
        MessageDigest digest = Sha256.start();
        digest.update(bytes);
        Set<Path> added = new HashSet<>();
        weightFiles(path, bytes).forEach((location, size) -> {
            Path file = weights(path, location, size);
            if (added.add(file)) {
                add(digest, path, location, file);
            }
        });
        return new OnnxFile(path, bytes, Sha256.end(digest));
    }

    private static byte[] bytes(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new RewardSourceException("'" + path + "' must be a file with an ONNX model, but is a folder");
            }
            long size = Files.size(path);
            if (!Files.isRegularFile(path)) {
                throw new RewardSourceException(
                        "'" + path + "' must be a file with an ONNX model, but is a device, a pipe or a socket");
            }
            if (size > Integer.MAX_VALUE) {
                throw new RewardSourceException("'" + path + "' must be an ONNX model of at most " + Integer.MAX_VALUE
                        + " bytes, but has " + size + ": export it with its weights in a file of their own");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length == 0) {
                throw new RewardSourceException("'" + path + "' must hold an ONNX model, but is empty");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new RewardSourceException("there is no file '" + path + "', which should hold an ONNX model", e);
        } catch (IOException e) {
            throw new RewardSourceException("cannot read the ONNX model '" + path + "': " + e, e);
        }
    }

    private static SortedMap<String, Long> weightFiles(Path path, byte[] bytes) {
        try {
            return WeightFiles.of(bytes);
        } catch (IllegalArgumentException e) {
            throw noModel(path, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns a file of weights, which must be one and lie in the folder of the model, also where links lead. */
    private static Path weights(Path path, String location, long size) {
        try {
            Path place = Path.of(location);
            boolean leadsOut = place.isAbsolute()
                    || place.startsWith("..")
                    || !place.normalize().equals(place);
            if (leadsOut || location.contains(ADDRESS)) {
                throw outside(path, location);
            }
            Path file = path.resolveSibling(place).toRealPath();
            if (!file.startsWith(folder(path).toRealPath()) || !Files.isRegularFile(file)) {
                throw outside(path, location);
            }
            if (Files.size(file) < size) {
                throw new RewardSourceException("'" + path + "' keeps weights in the file '" + location
                        + "', which must have at least " + size + " bytes, but has " + Files.size(file)
                        + ": copy it again, together with the model");
            }
            return file;
        } catch (IOException | InvalidPathException e) {
            throw unreadable(path, location, e);
        }
    }

    private static RewardSourceException outside(Path path, String location) {
        return new RewardSourceException("'" + path + "' keeps weights in '" + location
                + "', but they must be in a file in the folder of the model, where no link leads elsewhere; a model that"
                + " names other places may be an attack");
    }

    private static void add(MessageDigest digest, Path path, String location, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                digest.update(block, 0, length);
            }
        } catch (IOException e) {
            throw unreadable(path, location, e);
        }
    }

    private static RewardSourceException unreadable(Path path, String location, Exception cause) {
        return new RewardSourceException(
                "'" + path + "' keeps weights in the file '" + location
                        + "', which cannot be read: put it into the same folder, or export the model into one file",
                cause);
    }

    /** Makes the exception of a file that holds something else. */
    static RewardSourceException noModel(Path path, String reason, Exception cause) {
        return new RewardSourceException(
                "'" + path + "' must hold an ONNX model, but holds something else, or only a part of one: " + reason,
                cause);
    }

    /** Returns the folder of the file. */
    Path folder() {
        return folder(path);
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }
}
