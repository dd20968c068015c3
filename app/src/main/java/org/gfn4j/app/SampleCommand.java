package org.gfn4j.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.training.DrawnObject;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Draws objects from a trained model.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "sample",
        description = {
            "Draws objects from the model of a run.",
            "Each comes with logReward, logForward (the probability of its trajectory) and logTerminal (that of the"
                    + " object, where the space can be enumerated), all natural logs."
        })
final class SampleCommand implements Callable<Integer> {
    private static final int CHUNK = 1024;
    private static final int DRAWS_FOR_ONE = 1_000;

    @Mixin
    private TrainedOptions trained = new TrainedOptions();

    @Option(names = "--count", required = true, paramLabel = "NUMBER", description = "Number of objects.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    @SuppressWarnings("NullAway.Init") // boxed, so that no default is shown
    private Integer count;

    @Option(names = "--unique", description = "Leaves out objects that have been drawn before.")
    private boolean unique;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where they go: JSON lines or CSV by its ending, .jsonl or .csv; - for standard output."
                    + " Default samples.jsonl in the folder of the run.")
    private @Nullable String out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        CommandLine line = command.commandLine();
        String target =
                out == null ? trained.run().folder().resolve("samples.jsonl").toString() : out;
        try (SampleFile file = SampleFile.open(target, line.getOut())) {
            draw(trained.model(), file);
            file.commit();
        }
        if (!target.equals(SampleFile.STANDARD_OUTPUT)) {
            line.getErr().println("gfn4j: wrote " + target);
        }
        return 0;
    }

    private <S> void draw(TrainedModel<S> model, SampleFile file) {
        CommandLine line = command.commandLine();
        StateGraph<S> graph = Enumeration.of(model.problem(), trained.exactLimit(), line.getErr());
        if (unique && graph != null && count > graph.terminals()) {
            throw new WrongOptionException("Invalid value for option '--count': '" + count + "' is more than the "
                    + graph.terminals() + " different objects that there are (--unique)");
        }
        TerminalDistribution<S> distribution = graph == null ? null : TerminalDistribution.of(graph, model.model());
        Set<S> seen = new HashSet<>();
        long limit = (long) count * DRAWS_FOR_ONE;
        int written = 0;
        int drawn = 0;
        while (written < count && drawn < Math.min(limit, Integer.MAX_VALUE - CHUNK)) {
            int chunk = unique ? CHUNK : Math.min(CHUNK, count - written);
            List<Sample> samples = new ArrayList<>(chunk);
            for (DrawnObject<S> object : model.draw(drawn, chunk, trained.seed())) {
                if (written + samples.size() < count && (!unique || seen.add(object.object()))) {
                    samples.add(sample(object, distribution));
                }
            }
            file.write(samples);
            drawn += chunk;
            written += samples.size();
        }
        if (written < count) {
            line.getErr()
                    .printf(
                            Locale.ROOT,
                            "gfn4j: found only %,d different objects in %,d draws, %,d were asked for%n",
                            written,
                            drawn,
                            count);
        }
    }

    private static <S> Sample sample(DrawnObject<S> object, @Nullable TerminalDistribution<S> distribution) {
        return new Sample(
                object.text(),
                object.logReward(),
                object.logForward(),
                distribution == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(distribution.logProbability(object.object())),
                object.length());
    }
}
