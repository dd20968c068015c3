package org.gfn4j.rewards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gfn4j.storage.AtomicFile;
import org.gfn4j.storage.UserFolder;

/**
 * What a user has approved, in the folder of the user: a file for each launch, named by its digest. A file that is deleted
 * takes the approval back.
 *
 * <p>Thread-safety: immutable; any number of processes may add at the same time.
 *
 * @param folder where the files lie, which need not exist
 */
public record Approvals(Path folder) {

    /**
     * Returns those of the user who runs this JVM.
     *
     * @return those in {@code approved} in {@link UserFolder#standard()}
     */
    public static Approvals standard() {
        return new Approvals(UserFolder.standard().resolve("approved"));
    }

    /**
     * Tells whether something has been approved.
     *
     * @param launch what is to be started
     * @return true if it has been approved
     */
    public boolean has(Launch launch) {
        return Files.isRegularFile(folder.resolve(launch.digest()));
    }

    /**
     * Approves something for good.
     *
     * @param launch what may be started from now on
     * @throws IOException if that cannot be kept
     */
    public void add(Launch launch) throws IOException {
        if (has(launch)) {
            return;
        }
        Files.createDirectories(folder);
        String text = launch.kind() + " " + launch.text() + "\n";
        AtomicFile.write(folder.resolve(launch.digest()), text.getBytes(StandardCharsets.UTF_8));
    }
}
