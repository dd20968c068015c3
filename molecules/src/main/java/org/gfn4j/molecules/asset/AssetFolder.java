package org.gfn4j.molecules.asset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gfn4j.storage.Sha256;
import org.gfn4j.storage.UserFolder;

/**
 * The folder of a user where assets are installed, each a file of its own.
 *
 * <p>Thread-safety: immutable; the files may change.
 *
 * @param path the folder, which need not exist
 */
public record AssetFolder(Path path) {
    private static final String ENDING = ".safetensors";

    /**
     * Returns the folder of the user who runs this JVM: {@code assets} in {@link UserFolder#standard()}.
     *
     * @return the folder, which need not exist
     */
    public static AssetFolder standard() {
        return new AssetFolder(UserFolder.standard().resolve("assets"));
    }

    /**
     * Returns where an asset belongs.
     *
     * @param name the name of the asset
     * @return its file, which need not exist
     */
    public Path file(String name) {
        return path.resolve(name + ENDING);
    }

    /**
     * Finds an asset and checks that its file still holds what was installed.
     *
     * @param asset the asset
     * @return its file, if it is installed
     * @throws AssetException if the file holds something else; the message names both checksums and the remedy
     * @throws IOException if the file cannot be read
     */
    public Optional<Path> find(Asset asset) throws IOException {
        Path file = file(asset.name());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String present = Sha256.of(file);
        if (!present.equals(asset.sha256())) {
            throw new AssetException(
                    "'" + file + "' is not the asset '" + asset.name() + "' any more: its SHA-256 must be "
                            + asset.sha256() + ", but is " + present + "; install it again with 'gfn4j assets "
                            + "install "
                            + asset.name() + "'");
        }
        return Optional.of(file);
    }
}
