package org.gfn4j.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which gfn4j keeps what belongs to a user and not to a run.
 *
 * <p>Thread-safety: stateless.
 */
public final class UserFolder {
    /** The environment variable that names the folder. */
    public static final String VARIABLE = "GFN4J_HOME";

    private UserFolder() {}

    /**
     * Returns the folder of the user who runs this JVM: the one that the environment variable {@value #VARIABLE} names, or
     * else {@code .gfn4j} in the user's own folder.
     *
     * @return the folder, which need not exist
     */
    public static Path standard() {
        return of(System.getenv(VARIABLE), Path.of(System.getProperty("user.home", ".")));
    }

    /** Returns the folder for a value of the variable and a folder of a user. */
    static Path of(@Nullable String variable, Path user) {
        return variable == null || variable.isBlank() ? user.resolve(".gfn4j") : Path.of(variable);
    }
}
