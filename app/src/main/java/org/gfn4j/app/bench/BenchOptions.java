package org.gfn4j.app.bench;

import java.util.List;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.model.ShapeSetting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of training that {@code bench} has, too. They are passed on as they are written.
 *
 * <p>Thread-safety: stateless.
 */
public final class BenchOptions {
    private BenchOptions() {}

    /**
     * Makes the options, which have no initial values.
     *
     * @param shape the settings of the shape of networks that there are options for
     * @return the options for picocli: what a field with {@code @Mixin} holds
     */
    public static CommandSpec of(List<ShapeSetting<?>> shape) {
        TrainingOptions options = new TrainingOptions(shape);
        CommandSpec training = CommandSpec.forAnnotatedObject(options);
        CommandSpec spec = CommandSpec.create()
                .addOption(like(training.findOption("--objective"))
                        .description("The loss to minimise.")
                        .build())
                .addOption(like(training.findOption("--batch"))
                        .description("Trajectories in one iteration.")
                        .build())
                .addOption(like(training.findOption("--backward")).build());
        options.shape().spec().options().forEach(spec::addOption);
        return spec;
    }

    private static OptionSpec.Builder like(OptionSpec option) {
        return OptionSpec.builder(option.longestName())
                .paramLabel(option.paramLabel())
                .description(option.description())
                .type(option.type())
                .userObject(option.userObject());
    }
}
