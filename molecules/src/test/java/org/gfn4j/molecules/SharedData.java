package org.gfn4j.molecules;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds files of the folder of shared data, {@code -Dgfn4j.shared} or {@code ../shared/data} beside the repository. A test
 * that asks for one that is not there is skipped and says so.
 */
public final class SharedData {
    private static final String PROPERTY = "gfn4j.shared";

    private SharedData() {}

    /**
     * Returns a file, or skips the test.
     *
     * @param name its name within the folder, such as {@code bengio2021/seh_proxy.safetensors}
     * @return the file
     */
    public static Path file(String name) {
        Path file = folder().resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file),
                "skipped, because the shared file " + file.toAbsolutePath() + " is absent; -D" + PROPERTY
                        + " names its folder");
        return file;
    }

    private static Path folder() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data");
    }
}
