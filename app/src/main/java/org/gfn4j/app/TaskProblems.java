package org.gfn4j.app;

import java.util.Map;
import java.util.Optional;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.gfn4j.training.TrainedModel;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Makes the problem of any {@link Task} on the class path from recorded settings. Settings that are not options of the task
 * are passed over; options without a setting have their defaults.
 *
 * <p>Thread-safety: stateless.
 */
public final class TaskProblems implements ProblemSource {

    /** Makes the source. */
    public TaskProblems() {}

    /**
     * {@inheritDoc}
     *
     * @throws WrongOptionException if a value is not allowed, or values do not go together; the message names the options
     */
    @Override
    public Optional<Problem<?>> problem(String task, Map<String, ?> settings) {
        return task(task, settings).map(Task::problem);
    }

    /**
     * Returns what the task of a trained model measures, shows and writes of its own.
     *
     * @param model the model
     * @param <S> the type of a state
     * @return the study; one that does nothing where no task on the class path has the name
     */
    static <S> Study<S> study(TrainedModel<S> model) {
        return task(String.valueOf(model.settings().get("task")), model.settings())
                .map(task -> task.study(model.problem()))
                .orElseGet(Study::none);
    }

    /** Returns a task with its options set. */
    private static Optional<Task> task(String name, Map<String, ?> settings) {
        Optional<Task> found = Tasks.find().named(name);
        found.ifPresent(task -> configure(task, settings));
        return found;
    }

    private static void configure(Task task, Map<String, ?> settings) {
        CommandLine line = new CommandLine(task);
        OptionRanges.complete(line.getCommandSpec());
        String[] arguments = line.getCommandSpec().options().stream()
                .map(option -> argument(option, settings))
                .flatMap(Optional::stream)
                .toArray(String[]::new);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new WrongOptionException(
                    "the settings of the task " + task.name() + " are wrong: " + UsageErrors.describe(e));
        }
    }

    private static Optional<String> argument(OptionSpec option, Map<String, ?> settings) {
        Object value = settings.get(Setting.keyOf(option.longestName()));
        return Optional.ofNullable(value).map(text -> option.longestName() + "=" + OptionRanges.text(text));
    }
}
