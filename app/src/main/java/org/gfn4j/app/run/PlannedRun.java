package org.gfn4j.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.ConfiguredTraining;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.storage.PlainFile;

/**
 * A run of a comparison: which method with which seed, where, and how.
 *
 * <p>Thread-safety: immutable.
 *
 * @param method the name of the method
 * @param seed the seed
 * @param folder the folder of the run, which may not be there yet
 * @param settings all options in effect, as {@code config.yaml} has them
 */
public record PlannedRun(String method, long seed, Path folder, Map<String, Object> settings) {

    /** Returns what the run is called in messages. */
    String name() {
        return method + ", seed " + seed;
    }

    /**
     * Checks that what is in the folder, if anything, is this run.
     *
     * @throws WrongOptionException if it is another; the message names the first option in which they differ
     */
    public void check() {
        try {
            PlainFile.requireFolder(Objects.requireNonNull(folder.getParent()));
            PlainFile.requireFolder(folder);
        } catch (IOException e) {
            throw new WrongOptionException("cannot resume in '" + folder + "': " + Failures.describe(e));
        }
        if (!exists()) {
            return;
        }
        ConfiguredTraining there = ConfiguredTraining.of(folder.resolve(RunFolder.CONFIG), Map.of());
        there.task().permit(launch -> false);
        Map<String, Object> before = there.settings();
        settings.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                throw new WrongOptionException("'" + folder + "' was run with " + name + ": " + before.get(name)
                        + ", not " + value + "; compare in another folder, given by --run, or restore the option");
            }
        });
    }

    private boolean exists() {
        Path config = folder.resolve(RunFolder.CONFIG);
        try {
            return PlainFile.size(config) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + config + "': " + Failures.describe(e), e);
        }
    }

    /** Tells whether the run is complete. */
    public boolean isComplete() {
        return exists() && new ExistingRun(folder).isComplete();
    }

    /** Makes the folder with the configuration, where there is none. */
    void prepare() {
        if (!exists()) {
            new RunWriter(RunFolder.make(folder)).config(settings);
        }
    }
}
