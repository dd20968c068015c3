package org.gfn4j.app.molecules;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.docking.DockingBox;
import org.gfn4j.molecules.docking.DockingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How molecules are docked.
 *
 * <p>Thread-safety: confined to one thread.
 */
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
    private int exhaustiveness = 8;

    @Option(names = "--vina-seed", paramLabel = "NUMBER", description = "vina: the seed of each search.")
    @WholeNumber(min = 1, max = Integer.MAX_VALUE)
    private int seed = 1;

    @Option(
            names = "--vina-timeout",
            paramLabel = "SECONDS",
            description = "vina: how long the docking of a molecule may take before it is killed and tried once more.")
    @DecimalNumber(above = 0, max = 1e6)
    private double timeout = 600;

    /**
     * Returns how molecules are docked.
     *
     * @param receptor the file of the receptor
     * @throws WrongOptionException if the box is missing or none; the message names the option
     */
    DockingSettings of(Path receptor) {
        return new DockingSettings(receptor, box(), exhaustiveness, seed, Duration.ofNanos(Math.round(timeout * 1e9)));
    }

    /**
     * Returns the box.
     *
     * @throws WrongOptionException if it is missing or none; the message names the option
     */
    DockingBox box() {
        if (centre == null || size == null) {
            throw new WrongOptionException("Missing option '" + (centre == null ? "--vina-center" : "--vina-size")
                    + "': the reward 'vina' needs the centre and the size of the docking box, in Å, such as "
                    + "--vina-center=-13.4,26.3,-13.3 --vina-size=20,16.3,18.5");
        }
        try {
            return DockingBox.parse(centre, size);
        } catch (IllegalArgumentException e) {
            throw new WrongOptionException(
                    "Invalid values for options '--vina-center' and '--vina-size': " + e.getMessage());
        }
    }

    /** Returns the options in effect. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("vina-center", String.valueOf(centre));
        settings.put("vina-size", String.valueOf(size));
        settings.put("vina-exhaustiveness", exhaustiveness);
        settings.put("vina-seed", seed);
        settings.put("vina-timeout", timeout);
        return settings;
    }
}
