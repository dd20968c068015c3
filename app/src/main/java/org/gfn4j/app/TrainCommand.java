package org.gfn4j.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
        Problem<?> problem;
        Path run;
        try {
            options.check(command.commandLine().getParseResult()::hasMatchedOption);
            problem = task.problem();
            run = options.run().map(RunFolder::given).orElseGet(this::freshFolder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), Failures.describe(e), e);
        }
        if (dryRun) {
            print(run);
            return 0;
        }
        CommandLine line = command.commandLine();
        new TrainingRun<>(problem, options, settings(), run, line.getOut(), line.getErr()).run();
        return 0;
    }

    private Path freshFolder() {
        return RunFolder.fresh(
                RUNS, task.name() + "-" + ChoiceConverter.nameOf(options.objective()) + "-seed" + options.seed());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = chosen();
        settings.put("written-by", Host.describe());
        return settings;
    }

    private Map<String, Object> chosen() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("task", task.name());
        settings.putAll(task.settings());
        settings.putAll(options.settings());
        return settings;
    }

    private void print(Path run) {
        PrintWriter out = command.commandLine().getOut();
        Map<String, Object> settings = chosen();
        settings.put("run", run);
        settings.forEach((name, value) -> out.println(name + ": " + OptionRanges.text(value)));
        out.flush();
    }
}
