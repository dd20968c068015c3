package org.gfn4j.molecules.asset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gfn4j.storage.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a user where assets are installed, each a file of its own.
 *
 * <p>Thread-safety: immutable; the files may change.
 *
 * @param path the folder, which need not exist
 */
public record AssetFolder(Path path) {
    /** The environment variable that names the folder above. */
    public static final String HOME = "GFN4J_HOME";

    private static final String ENDING = ".safetensors";

    /**
     * Returns the folder of the user who runs this JVM: {@code assets} in the folder that the environment variable
     * {@value #HOME} names, or else in {@code .gfn4j} in the user's own folder.
     *
     * @return the folder, which need not exist
     */
    public static AssetFolder standard() {
        return of(System.getenv(HOME), Path.of(System.getProperty("user.home", ".")));
    }

    /** Returns the folder for a value of the variable and a folder of a user. */
    static AssetFolder of(@Nullable String home, Path user) {
        Path above = home == null || home.isBlank() ? user.resolve(".gfn4j") : Path.of(home);
        return new AssetFolder(above.resolve("assets"));
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
                            + asset.sha256() + ", but is " + present + "; install it anew with 'gfn4j assets install "
                            + asset.name() + "'");
        }
        return Optional.of(file);
    }
}
