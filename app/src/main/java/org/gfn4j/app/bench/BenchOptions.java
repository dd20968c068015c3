package org.gfn4j.app.bench;

import java.util.List;
import org.gfn4j.app.cli.ShapeOptions;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.method.ObjectiveName;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.model.ShapeSetting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options of training that {@code bench} has, too. They are passed on as they are written.
 *
 * <p>Thread-safety: confined to one thread.
 */
@SuppressWarnings("UnusedVariable") // read off the command line
public final class BenchOptions {
    @Option(names = "--objective", paramLabel = "NAME", description = "The loss to minimise.")
    private @Nullable ObjectiveName objective;

    @Option(names = "--batch", paramLabel = "NUMBER", description = "Trajectories in one iteration.")
    @WholeNumber(min = 1, max = 1_000_000)
    private @Nullable Integer batch;

    @Option(
            names = "--backward",
            paramLabel = "NAME",
            description = "Backward policy; with fm it follows from the flows.")
    private TrainingOptions.@Nullable BackwardName backward;

    @Mixin
    private final CommandSpec shape;

    /**
     * Makes the options.
     *
     * @param shape the settings of the shape of networks that there are options for
     */
    public BenchOptions(List<ShapeSetting<?>> shape) {
        this.shape = new ShapeOptions(shape).spec();
    }
}
