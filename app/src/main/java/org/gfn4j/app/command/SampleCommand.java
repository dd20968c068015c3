package org.gfn4j.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.data.SampleFile;
import org.gfn4j.app.reward.RewardExit;
import org.gfn4j.app.run.Enumeration;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.app.run.TrainedOptions;
import org.gfn4j.app.run.TrustOptions;
import org.gfn4j.app.task.SampleForm;
import org.gfn4j.app.task.Tasks;
import org.gfn4j.evaluation.AncestorProbabilities;
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
            "Each comes with logReward, logForward (the probability of its trajectory) and logTerminal (that of the "
                    + "object, if the space can be enumerated or with --exact), all natural logs."
        })
final class SampleCommand implements Callable<Integer> {
    private static final String FORMATS = "formats";

    private static final int CHUNK = 1024;
    private static final int SMALLEST_CHUNK = 64;
    private static final int DRAWS_FOR_ONE = 1_000;

    @Mixin
    private TrainedOptions trained = new TrainedOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--count", required = true, paramLabel = "NUMBER", description = "Number of objects.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    @SuppressWarnings("NullAway.Init") // boxed, so that no default is shown
    private Integer count;

    @Option(names = "--unique", description = "Skips objects that were drawn before.")
    private boolean unique;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Output file: JSON lines or CSV by its ending, .jsonl or .csv; - for standard output. A "
                    + "task may have other formats${bundle:" + FORMATS + "}. Default samples.jsonl in the folder of "
                    + "the run.")
    private @Nullable String out;

    @Option(
            names = "--exact",
            description = "Computes logTerminal even if the space cannot be enumerated, over all ways to build each "
                    + "object.")
    private boolean exact;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Makes the command.
     *
     * @param tasks the tasks whose formats its help shows
     */
    static CommandSpec of(Tasks tasks) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new SampleCommand());
        return spec.resourceBundle(new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{FORMATS, formats(tasks)}};
            }
        });
    }

    private static String formats(Tasks tasks) {
        return tasks.instances().stream()
                .filter(task -> !task.sampleEndings().isEmpty())
                .map(task -> ", such as ."
                        + String.join(", .", task.sampleEndings()).replaceFirst(", (\\.\\w+)$", " and $1") + " for "
                        + task.name())
                .collect(Collectors.joining());
    }

    @Override
    public Integer call() {
        TaskProblems problems = trust.problems(trained.run());
        TrainedModel<?> model = trained.model(problems, command.commandLine().getErr());
        try (RewardExit exit = new RewardExit(model.problem().reward())) {
            return sample(model, problems);
        }
    }

    private <S> int sample(TrainedModel<S> model, TaskProblems problems) {
        CommandLine line = command.commandLine();
        String name =
                out == null ? trained.run().folder().resolve("samples.jsonl").toString() : out;
        SampleForm<S> form = problems.study(model).sampleForm();
        try (SampleTarget<S> target = SampleTarget.open(name, count, form, line.getOut())) {
            draw(model, form, target);
            target.commit();
        }
        if (!name.equals(SampleFile.STANDARD_OUTPUT)) {
            line.getErr().println("gfn4j: wrote " + name);
        }
        return 0;
    }

    private <S> void draw(TrainedModel<S> model, SampleForm<S> form, SampleTarget<S> target) {
        CommandLine line = command.commandLine();
        StateGraph<S> graph = Enumeration.of(model.problem(), trained.exactLimit(model), line.getErr());
        if (unique && graph != null && count > graph.terminals()) {
            throw new WrongOptionException("Invalid value for option '--count': '" + count + "' is more than the "
                    + graph.terminals() + " different objects that exist (--unique)");
        }
        TerminalDistribution<S> distribution = graph == null ? null : TerminalDistribution.of(graph, model.model());
        Set<Object> seen = new HashSet<>();
        long limit = Math.min((long) count * DRAWS_FOR_ONE, Integer.MAX_VALUE - CHUNK);
        int written = 0;
        int drawn = 0;
        int unwritable = 0;
        while (written < count && drawn < limit) {
            int missing = count - written;
            int chunk = Math.min(CHUNK, unique ? Math.max(SMALLEST_CHUNK, missing) : missing);
            List<DrawnObject<S>> chosen = new ArrayList<>(chunk);
            for (DrawnObject<S> object : model.draw(drawn, chunk, trained.seed())) {
                if (chosen.size() < missing && (!unique || seen.add(form.identity(object.object())))) {
                    if (target.isWritable(object.object())) {
                        chosen.add(object);
                    } else {
                        unwritable++;
                    }
                }
            }
            target.write(chosen, logTerminal(model, distribution, chosen));
            drawn += chunk;
            written += chosen.size();
        }
        if (unwritable > 0) {
            line.getErr().printf(Locale.ROOT, "gfn4j: left out %,d objects that cannot be written%n", unwritable);
        }
        if (written < count) {
            line.getErr()
                    .printf(
                            Locale.ROOT,
                            "gfn4j: found only %,d%s objects in %,d draws, %,d were requested%n",
                            written,
                            unique ? " different" : "",
                            drawn,
                            count);
        }
    }

    private <S> double[] logTerminal(
            TrainedModel<S> model, @Nullable TerminalDistribution<S> distribution, List<DrawnObject<S>> objects) {
        if (distribution != null) {
            return objects.stream()
                    .mapToDouble(object -> distribution.logProbability(object.object()))
                    .toArray();
        }
        if (exact) {
            List<S> states = objects.stream().map(DrawnObject::object).toList();
            return AncestorProbabilities.logProbabilities(model.problem().environment(), model.model(), states);
        }
        double[] unknown = new double[objects.size()];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }
}
