package org.gfn4j.app.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the folder of a run that is going on is where it was, so that nothing is written to where it no longer is.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RunPlace {
    private static final long GAP = Duration.ofMillis(100).toNanos();

    private final Path lock;
    private final @Nullable Object key;
    private long looked = System.nanoTime();

    /**
     * Looks at a folder.
     *
     * @param folder the folder of a run, which is locked
     */
    public RunPlace(Path folder) {
        this.lock = folder.resolve(RunLock.FILE);
        this.key = key();
    }

    private @Nullable Object key() {
        try {
            Object found = Files.readAttributes(lock, BasicFileAttributes.class).fileKey();
            return found == null ? lock : found; // where the file system knows no keys
        } catch (IOException e) {
            return null;
        }
    }

    /** Tells whether the folder is the one that was locked. */
    public boolean isKept() {
        looked = System.nanoTime();
        return Objects.equals(key, key());
    }

    /**
     * Checks it.
     *
     * @throws IllegalStateException if the folder is gone
     */
    public void require() {
        if (!isKept()) {
            throw new IllegalStateException("the folder of '" + lock + "' is gone");
        }
    }

    /** Checks it as {@link #require} does, some times a second. */
    public void requireNowAndThen() {
        if (System.nanoTime() - looked > GAP) {
            require();
        }
    }
}
