package org.gfn4j.app;

import java.util.Map;
import java.util.Optional;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
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
        return Tasks.find().named(task).map(found -> problem(found, settings));
    }

    private static Problem<?> problem(Task task, Map<String, ?> settings) {
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
        return task.problem();
    }

    private static Optional<String> argument(OptionSpec option, Map<String, ?> settings) {
        Object value = settings.get(Setting.keyOf(option.longestName()));
        return Optional.ofNullable(value).map(text -> option.longestName() + "=" + OptionRanges.text(text));
    }
}
