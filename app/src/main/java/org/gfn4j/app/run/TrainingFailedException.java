package org.gfn4j.app.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.training.Checkpoints;

/**
 * A run has failed; the message says why, and how to resume it.
 *
 * <p>Thread-safety: as that of exceptions.
 */
final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param cause why
     * @param run the folder of the run
     */
    TrainingFailedException(Throwable cause, Path run) {
        super(sentence(Failures.describe(cause)) + advice(run), cause);
    }

    private TrainingFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes an exception for a run that has lost its folder.
     *
     * @param cause what was noticed
     * @param run where the folder was
     * @return the exception
     */
    static TrainingFailedException withoutFolder(Throwable cause, Path run) {
        return new TrainingFailedException(
                "the run folder '" + run
                        + "' was removed, moved or emptied during the run, so it has stopped; if the folder still "
                        + "exists elsewhere, 'gfn4j resume' continues there",
                cause);
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    private static String advice(Path run) {
        String resume = "'gfn4j resume " + run + "'";
        Checkpoints checkpoints = Checkpoints.ofRun(run);
        try {
            OptionalLong newest = checkpoints.newest();
            if (newest.isPresent()) {
                return " The last checkpoint is '" + checkpoints.folder(newest.getAsLong()) + "', from which " + resume
                        + " continues once the cause is fixed";
            }
            return RunFolder.hasConfig(run)
                    ? " There is no checkpoint yet; " + resume + " starts again once the cause is fixed"
                    : " Nothing has been written yet; train again once the cause is fixed";
        } catch (IOException e) {
            return " Its checkpoints cannot be read";
        }
    }
}
