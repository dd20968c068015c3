package org.gfn4j.molecules.docking;

import java.nio.file.Path;
import java.time.Duration;
import org.gfn4j.text.Checks;

/**
 * Into what molecules are docked, and how thoroughly.
 *
 * <p>Thread-safety: immutable.
 *
 * @param receptor the file of the receptor, in PDBQT
 * @param box where poses are searched for
 * @param exhaustiveness how many searches are made from random starts, at least 1; the time grows with it
 * @param seed the seed of the searches, not 0, with which the program would draw one of its own
 * @param timeOut how long one molecule may take, conformer and docking together, more than 0
 */
public record DockingSettings(Path receptor, DockingBox box, int exhaustiveness, int seed, Duration timeOut) {
    /** The exhaustiveness where nothing is set. */
    public static final int EXHAUSTIVENESS = 8;

    /** The seed where nothing is set. */
    public static final int SEED = 1;

    /** The time-out where nothing is set, in seconds. */
    public static final double TIMEOUT = 600;

    /**
     * Makes settings.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public DockingSettings {
        Checks.requireAtLeast("the exhaustiveness of docking", exhaustiveness, 1);
        if (seed == 0) {
            throw new IllegalArgumentException(
                    "the seed of docking must not be 0, because vina then draws its own seed");
        }
        if (timeOut.isNegative() || timeOut.isZero()) {
            throw new IllegalArgumentException(
                    "the time-out of docking must be more than 0 s, but is " + timeOut.toMillis() / 1000.0 + " s");
        }
    }
}
