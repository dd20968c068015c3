package org.gfn4j.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.rewards.NotApprovedException;
import org.gfn4j.storage.PlainFile;
import org.gfn4j.training.CheckpointException;
import org.gfn4j.training.Checkpoints;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run that a command line names, and its checkpoints.
 *
 * <p>Thread-safety: immutable.
 *
 * @param folder the folder, which has a configuration
 */
public record ExistingRun(Path folder) {
    /** How often the newest checkpoint is looked for. */
    private static final int ATTEMPTS = 5;

    /** Reads from a checkpoint. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * Reads.
         *
         * @param step the iteration of the checkpoint
         * @throws IOException if it cannot be read
         */
        T read(long step) throws IOException;
    }

    /**
     * Finds a run.
     *
     * @param text what was written for RUN
     * @throws WrongOptionException if it is not the folder of a run
     */
    public static ExistingRun of(String text) {
        Path folder;
        try {
            folder = Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(text, "is not the name of a folder: " + e.getReason());
        }
        if (text.isBlank() || !Files.exists(folder)) {
            throw wrong(text, "does not exist; expected the folder of a run, such as runs/NAME");
        }
        Path config = folder.resolve(RunFolder.CONFIG);
        if (Files.isSymbolicLink(config)) {
            throw wrong(text, "has a " + RunFolder.CONFIG + " that is a symbolic link, which is not followed");
        }
        if (!Files.isDirectory(folder) || !PlainFile.isFile(config)) {
            throw wrong(text, "is not the folder of a run, which has a " + RunFolder.CONFIG);
        }
        if (!RunFolder.hasConfig(folder)) {
            throw wrong(text, "has no started run; 'gfn4j train' with --run " + text + " starts one in it");
        }
        return new ExistingRun(folder);
    }

    private static WrongOptionException wrong(String text, String reason) {
        return new WrongOptionException("Invalid value for RUN: '" + text + "' " + reason);
    }

    /** Tells whether the run is complete, as its summary says. */
    boolean isComplete() {
        return RunRecord.read(folder).summary().path("completed").asBoolean(false);
    }

    /** Returns the configuration of the run. */
    public Path config() {
        return folder.resolve(RunFolder.CONFIG);
    }

    /**
     * Loads the model of a checkpoint.
     *
     * @param step its iteration; null for the newest
     * @param threads how many threads share the work of the model
     * @param problems makes the problem of the run
     * @throws WrongOptionException if there is none, or it cannot be used; the message offers another where there is one
     * @throws NotApprovedException if {@code problems} refuses what the run would start
     */
    public TrainedModel<?> model(@Nullable Long step, int threads, TaskProblems problems) {
        return read(step, chosen -> TrainedModel.load(folder, chosen, threads, problems))
                .orElseThrow(() -> new WrongOptionException("there is no checkpoint in '" + folder + "'; 'gfn4j resume "
                        + folder + "' starts its training"));
    }

    /**
     * Reads a checkpoint.
     *
     * @param step its iteration; null for the newest
     * @param reader reads it
     * @return what was read; empty where the newest is requested and there is none
     * @throws WrongOptionException if it cannot be used; the message offers another where there is one
     */
    public <T> Optional<T> read(@Nullable Long step, Reader<T> reader) {
        Checkpoints checkpoints = Checkpoints.ofRun(folder);
        try {
            return step == null ? newest(checkpoints, reader) : Optional.of(read(checkpoints, step, reader));
        } catch (CheckpointException e) {
            throw new WrongOptionException(Failures.describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a checkpoint of '" + folder + "': " + Failures.describe(e), e);
        }
    }

    /** Reads the newest checkpoint, and a newer one where a run that is going on has removed it meanwhile. */
    private static <T> Optional<T> newest(Checkpoints checkpoints, Reader<T> reader) throws IOException {
        OptionalLong chosen = checkpoints.newest();
        for (int attempt = 1; attempt < ATTEMPTS && chosen.isPresent(); attempt++) {
            try {
                return Optional.of(reader.read(chosen.getAsLong()));
            } catch (CheckpointException e) {
                OptionalLong newest = checkpoints.newest();
                if (newest.equals(chosen)) {
                    break;
                }
                chosen = newest;
            }
        }
        return chosen.isPresent() ? Optional.of(read(checkpoints, chosen.getAsLong(), reader)) : Optional.empty();
    }

    private static <T> T read(Checkpoints checkpoints, long step, Reader<T> reader) throws IOException {
        try {
            return reader.read(step);
        } catch (CheckpointException e) {
            throw new WrongOptionException(Failures.describe(e) + offer(checkpoints, step));
        }
    }

    /** Names the newest checkpoint that is intact, where the one that was refused is not. */
    private static String offer(Checkpoints checkpoints, long refused) throws IOException {
        if (isIntact(checkpoints, refused)) {
            return "";
        }
        List<Long> steps = checkpoints.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) != refused && isIntact(checkpoints, steps.get(i))) {
                return "; step-" + steps.get(i) + " is intact, and --checkpoint " + steps.get(i) + " uses it";
            }
        }
        return "; no other checkpoint is intact";
    }

    private static boolean isIntact(Checkpoints checkpoints, long step) throws IOException {
        try {
            checkpoints.read(step);
            return true;
        } catch (CheckpointException e) {
            return false;
        }
    }
}
