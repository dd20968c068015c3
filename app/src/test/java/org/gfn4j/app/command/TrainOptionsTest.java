package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.config.Configuration;
import org.gfn4j.app.config.TaskGroup;
import org.gfn4j.app.method.Methods;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of training is documented, and recorded by some run unless it is listed here. */
class TrainOptionsTest {
    private static final Set<String> NOT_RECORDED =
            Set.of("--run", "--config", "--set", "--seeds", "--threads", "--dry-run", "--check", "--trust");

    /** Digits in place of a file that is recorded without being read. */
    private static final String RECORDED_FILE = "file#sha256:" + "0".repeat(64);

    /** Runs that, with a plain one of each method, record all options of every task. */
    private static final List<String> COMMON = List.of(
            "--clip=1 --evaluate-every=3 --iterations=9",
            "--objective=fm --leaf-coefficient=1",
            "--objective=subtb --budget=9 --replay=fifo:9 --data=x.csv --off-policy=uniform-terminal --asynchronous");

    private static final List<String> OF_HYPERGRID = List.of("--profile=code2021", "--reward=exec:true");

    private static final List<String> OF_MOLECULES = List.of(
            "--reward=seh --proxy=" + RECORDED_FILE + " --test-set=" + RECORDED_FILE,
            "--reward=exec:true",
            "--reward=vina:receptor.pdbqt --vina-center=0,0,0 --vina-size=9,9,9");

    static Stream<String> tasks() {
        return Tasks.find().names().stream();
    }

    private static Task task(String name) {
        return Tasks.find().named(name).orElseThrow();
    }

    private static CommandLine line(Task task) {
        return TaskGroup.line(task, new TrainCommand(task));
    }

    private static Set<String> recorded(String name, String arguments) {
        Task task = task(name);
        CommandLine line = line(task);
        Predicate<String> given = line.parseArgs(arguments.split(" "))::hasMatchedOption;
        Configuration.of(List.of(), List.of()).apply(line);
        task.permit(launch -> false);
        TrainingOptions options = line.getCommandSpec().mixins().values().stream()
                .map(spec -> spec.userObject())
                .filter(TrainingOptions.class::isInstance)
                .map(TrainingOptions.class::cast)
                .findFirst()
                .orElseThrow();
        options.check(given);
        return options.settings(task).keySet();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyOptionIsRecordedBySomeRun(String name) {
        List<String> commands = new ArrayList<>(name.equals("hypergrid") ? OF_HYPERGRID : OF_MOLECULES);
        commands.addAll(COMMON);
        Methods.of(task(name)).forEach(method -> commands.add("--method=" + method));
        Set<String> recorded = new TreeSet<>();
        commands.forEach(command -> recorded.addAll(recorded(name, command)));

        Set<String> expected = line(task(name)).getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp())
                .map(OptionSpec::longestName)
                .filter(option -> !NOT_RECORDED.contains(option))
                .map(option -> option.substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
        recorded.remove("task");
        assertThat(recorded).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyOptionIsDocumented(String name) {
        assertThat(line(task(name)).getCommandSpec().options())
                .filteredOn(option -> !option.hidden())
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .as(option.longestName())
                        .isNotBlank());
    }
}
