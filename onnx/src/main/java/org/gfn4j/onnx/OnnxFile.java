package org.gfn4j.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;
import org.gfn4j.reward.outside.RewardSourceException;
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

    static OnnxFile read(Path path) {
        byte[] bytes;
        try {
            if (Files.isDirectory(path)) {
                throw new RewardSourceException("'" + path + "' must be a file with an ONNX model, but is a folder");
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new RewardSourceException("there is no file '" + path + "', which should hold an ONNX model", e);
        } catch (IOException e) {
            throw new RewardSourceException("cannot read the ONNX model '" + path + "': " + e, e);
        }
        if (bytes.length == 0) {
            throw new RewardSourceException("'" + path + "' must hold an ONNX model, but is empty");
        }
        MessageDigest digest = Sha256.start();
        digest.update(bytes);
        for (String location : weightFiles(path, bytes)) {
            addWeights(digest, path, location);
        }
        return new OnnxFile(path, bytes, Sha256.end(digest));
    }

    private static Set<String> weightFiles(Path path, byte[] bytes) {
        try {
            return WeightFiles.of(bytes);
        } catch (IllegalArgumentException e) {
            throw noModel(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static void addWeights(MessageDigest digest, Path path, String location) {
        try (InputStream in = Files.newInputStream(path.resolveSibling(location))) {
            byte[] block = new byte[BLOCK];
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                digest.update(block, 0, length);
            }
        } catch (IOException | InvalidPathException e) {
            throw new RewardSourceException(
                    "'" + path + "' keeps weights in the file '" + location
                            + "', which cannot be read: put it into the same folder, or export the model into one file",
                    e);
        }
    }

    /** Makes the exception of a file that holds something else. */
    static RewardSourceException noModel(Path path, String reason, Exception cause) {
        return new RewardSourceException(
                "'" + path + "' must hold an ONNX model, but holds something else, or only a part of one: " + reason,
                cause);
    }

    /** Returns the folder of the file. */
    Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }
}
