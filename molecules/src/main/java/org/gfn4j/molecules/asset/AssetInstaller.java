package org.gfn4j.molecules.asset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.gfn4j.storage.AtomicFile;
import org.gfn4j.storage.Sha256;

/**
 * Puts files of assets into their places, after it has checked that they are what they should be.
 *
 * <p>Thread-safety: immutable; a file may be installed by one thread at a time.
 */
public final class AssetInstaller {
    /** How much larger than the asset what it is made of may be. */
    private static final int LARGEST_RATIO = 4;

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final AssetFolder folder;

    /**
     * Makes an installer.
     *
     * @param folder where assets go; made where it does not exist
     */
    public AssetInstaller(AssetFolder folder) {
        this.folder = folder;
    }

    /**
     * Installs an asset from a file, in place of what was there: the file itself if its SHA-256 is that of the asset, else
     * what a pickle, compressed with gzip, is converted to, if the SHA-256 of that is. What was there stays until the new
     * file is checked and whole.
     *
     * @param asset what is installed
     * @param file the file, either that of the catalogue or what its address gives
     * @param name what messages call the file
     * @return where it is now
     * @throws AssetException if it is another file; the message names both checksums
     * @throws IOException if the file cannot be read, or the folder not written
     */
    public Path install(Asset asset, Path file, String name) throws IOException {
        byte[] given = read(asset, file, name);
        byte[] content = Sha256.of(given).equals(asset.sha256()) ? given : converted(asset, given, name);
        Path target = folder.file(asset.name());
        Files.createDirectories(folder.path());
        AtomicFile.write(target, content);
        return target;
    }

    private static byte[] read(Asset asset, Path file, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new AssetException(name + " is not a regular file");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(largest(asset) + 1);
        }
        if (content.length > largest(asset)) {
            throw new AssetException(name + " has more than " + largest(asset)
                    + " bytes, so that it cannot be the asset '" + asset.name() + "'");
        }
        return content;
    }

    private static int largest(Asset asset) {
        return Math.toIntExact(LARGEST_RATIO * asset.bytes());
    }

    private static byte[] converted(Asset asset, byte[] given, String name) throws IOException {
        String wanted = "; the asset '" + asset.name() + "' has SHA-256 " + asset.sha256();
        if (given.length < 2 || (given[0] & 0xff) != GZIP_FIRST || (given[1] & 0xff) != GZIP_SECOND) {
            throw new AssetException(name + " is another file: it has " + given.length + " bytes and SHA-256 "
                    + Sha256.of(given) + wanted);
        }
        try {
            for (byte[] content : SehProxyConversion.of(new Pickle(unzipped(asset, given)).arrays())) {
                if (Sha256.of(content).equals(asset.sha256())) {
                    return content;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new AssetException(name + ", which has SHA-256 " + Sha256.of(given)
                    + ", cannot be read as the pickle of the network: "
                    + (e.getMessage() == null ? "it ends in the middle" : e.getMessage()) + wanted);
        }
        throw new AssetException(name + ", which has SHA-256 " + Sha256.of(given)
                + ", holds a network of the right shape with other weights" + wanted);
    }

    private static byte[] unzipped(Asset asset, byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] content = in.readNBytes(largest(asset) + 1);
            if (content.length > largest(asset)) {
                throw new IOException("it holds more than " + largest(asset) + " bytes");
            }
            return content;
        }
    }
}
