package org.gfn4j.app.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gfn4j.app.cli.OptionRanges;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.UsageErrors;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import org.gfn4j.rewards.Approvals;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.NotApprovedException;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.gfn4j.training.TrainedModel;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the problem of any {@link Task} on the class path from recorded settings. Settings that are not options of the task
 * are passed over; options without a setting have their defaults.
 *
 * <p>Settings may name programs, models and databases. The source that {@link java.util.ServiceLoader} finds refuses those
 * that the user has neither made nor approved; {@link #trusting} takes all.
 *
 * <p>Thread-safety: stateless.
 */
public final class TaskProblems implements ProblemSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Consumer<Task> gate;

    /** Makes a source that refuses what the user has neither made nor approved. */
    public TaskProblems() {
        this(task -> NotApprovedException.requireAll(task.launches(), Approvals.standard()::has));
    }

    private TaskProblems(Consumer<Task> gate) {
        this.gate = gate;
    }

    /**
     * Makes a source that lets settings name any program, model and database, for runs whose origin is known.
     *
     * @return a source for {@link TrainedModel#load(java.nio.file.Path, long, int, ProblemSource)}
     */
    public static TaskProblems trusting() {
        return new TaskProblems(task -> {});
    }

    /** Makes a source that asks before it makes the problem of a task whose options are set. */
    static TaskProblems asking(Consumer<Task> gate) {
        return new TaskProblems(gate);
    }

    /**
     * Makes a source for looking at a run: nothing is started, and of networks only those are loaded that are approved. Whoever
     * needs a reward that is left out is refused.
     *
     * @param note is notified of each network that is not loaded
     */
    public static TaskProblems startingNothing(Consumer<Launch> note) {
        Approvals approvals = Approvals.standard();
        return new TaskProblems(task -> {
            task.launches().stream()
                    .filter(launch -> launch.kind() == Launch.Kind.NETWORK && !approvals.has(launch))
                    .forEach(note);
            task.permit(launch -> launch.kind() == Launch.Kind.NETWORK && approvals.has(launch));
        });
    }

    /** Returns what settings that a checkpoint has recorded would start. */
    public static List<Launch> launches(JsonNode recorded) {
        Map<String, Object> settings =
                JSON.convertValue(recorded, new TypeReference<LinkedHashMap<String, Object>>() {});
        return trusting()
                .task(String.valueOf(settings.get(Setting.TASK)), settings)
                .map(Task::launches)
                .orElse(List.of());
    }

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
    public <S> Study<S> study(TrainedModel<S> model) {
        return task(String.valueOf(model.settings().get("task")), model.settings())
                .map(task -> task.study(model.problem()))
                .orElseGet(Study::none);
    }

    /** Returns a task with its options set, which may be used. */
    private Optional<Task> task(String name, Map<String, ?> settings) {
        Optional<Task> found = Tasks.find().named(name);
        found.ifPresent(task -> configure(task, settings));
        found.ifPresent(gate);
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
