package org.gfn4j.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gfn4j.task.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Trains a sampler for one task.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
final class TrainCommand implements Callable<Integer> {
    static final String DESCRIPTION = "Trains a sampler that builds objects in proportion to their reward.";

    private static final Path RUNS = Path.of("runs");

    @Mixin
    private final Task task;

    @Mixin
    private TrainingOptions options = new TrainingOptions();

    @Option(
            names = "--dry-run",
            description = "Checks the options, prints those in effect, and neither trains nor writes anything.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    TrainCommand(Task task) {
        this.task = task;
    }

    @Override
    public Integer call() {
        CommandLine line = command.commandLine();
        Predicate<String> given = line.getParseResult()::hasMatchedOption;
        try {
            options.check(given);
            Problem<?> problem = task.problem();
            Optional<Path> folder = options.run().map(RunFolder::given);
            Stream.concat(task.withoutEffect(given).stream(), options.withoutEffect(given).stream())
                    .forEach(note -> line.getErr().println("gfn4j: " + note));
            if (dryRun) {
                print(folder.orElseGet(() -> RunFolder.free(RUNS, runName())));
                return 0;
            }
            Path run = folder.map(RunFolder::take).orElseGet(() -> RunFolder.takeFree(RUNS, runName()));
            new TrainingRun<>(problem, options, settings(), run, line.getOut(), line.getErr()).run();
            return 0;
        } catch (WrongOptionException e) {
            throw new ParameterException(line, Failures.describe(e), e);
        }
    }

    private String runName() {
        return task.name() + "-" + ChoiceConverter.nameOf(options.objective()) + "-seed" + options.seed();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("task", task.name());
        settings.putAll(task.settings());
        settings.putAll(options.settings());
        return settings;
    }

    private void print(Path run) {
        PrintWriter out = command.commandLine().getOut();
        settings().forEach((name, value) -> out.println(name + ": " + OptionRanges.text(value)));
        out.println("run: " + run);
        out.flush();
    }
}
