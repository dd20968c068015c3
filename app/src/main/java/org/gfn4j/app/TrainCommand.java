package org.gfn4j.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
            print(settings(run));
            return 0;
        }
        return run(problem, options, run);
    }

    /**
     * Trains.
     *
     * @param problem the problem
     * @param trainingOptions the options, checked
     * @param run the folder to write to, missing or empty
     * @return the exit status
     */
    int run(Problem<?> problem, TrainingOptions trainingOptions, Path run) {
        throw new UnsupportedOperationException("training is not part of this build yet");
    }

    private Path freshFolder() {
        return RunFolder.fresh(
                RUNS, task.name() + "-" + ChoiceConverter.nameOf(options.objective()) + "-seed" + options.seed());
    }

    private Map<String, Object> settings(Path run) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("task", task.name());
        settings.putAll(task.settings());
        settings.putAll(options.settings());
        settings.put("run", run.toString());
        return settings;
    }

    private void print(Map<String, Object> settings) {
        PrintWriter out = command.commandLine().getOut();
        settings.forEach((name, value) -> out.println(name + ": " + OptionRanges.text(value)));
        out.flush();
    }
}
