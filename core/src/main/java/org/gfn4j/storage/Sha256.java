package org.gfn4j.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 in hexadecimal digits, of which there are 64, in lower case.
 *
 * <p>Thread-safety: stateless.
 */
public final class Sha256 {
    private Sha256() {}

    /**
     * Returns the digest of bytes.
     *
     * @param bytes the bytes
     * @return the digits
     */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(start().digest(bytes));
    }

    /**
     * Returns the digest of a text.
     *
     * @param text the text, of which the bytes in UTF-8 count
     * @return the digits
     */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the digest of what a file holds.
     *
     * @param file the file, of any size
     * @return the digits
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return end(digest);
    }

    /**
     * Starts a digest of what comes bit by bit.
     *
     * @return a digest of nothing yet
     */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * Ends a digest.
     *
     * @param digest what {@link #start} returned
     * @return the digits
     */
    public static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
