package org.gfn4j.app.molecules;

import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.molecules.docking.DockingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How molecules are docked.
 *
 * <p>Thread-safety: confined to one thread.
 */
@SuppressWarnings("UnusedVariable") // read by way of picocli's model
final class VinaOptions {
    @Option(
            names = "--vina-center",
            paramLabel = "X,Y,Z",
            description = "vina: the centre of the docking box, in Å, written with =, such as "
                    + "--vina-center=-13.4,26.3,-13.3.")
    private @Nullable String centre;

    @Option(names = "--vina-size", paramLabel = "X,Y,Z", description = "vina: the size of the docking box, in Å.")
    private @Nullable String size;

    @Option(
            names = "--vina-exhaustiveness",
            paramLabel = "NUMBER",
            description = "vina: how thorough a search is; its time is proportional to it.")
    @WholeNumber(min = 1, max = 1000)
    private int exhaustiveness = DockingSettings.EXHAUSTIVENESS;

    @Option(names = "--vina-seed", paramLabel = "NUMBER", description = "vina: the seed of each search.")
    @WholeNumber(min = 1, max = Integer.MAX_VALUE)
    private int seed = DockingSettings.SEED;

    @Option(
            names = "--vina-timeout",
            paramLabel = "SECONDS",
            description = "vina: how long the docking of a molecule may take before it is killed and tried once more.")
    @DecimalNumber(above = 0, max = 1e6)
    private double timeout = DockingSettings.TIMEOUT;
}
