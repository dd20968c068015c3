package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.OptionRanges;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.ConfigOptions;
import org.gfn4j.app.config.Configuration;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.folder.RunLock;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.method.ThreadOptions;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.reward.RewardCheck;
import org.gfn4j.app.run.SeedSeries;
import org.gfn4j.app.run.TrainingRun;
import org.gfn4j.app.run.TrustOptions;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.rewards.Launch;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
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
    private final TrainingOptions options;

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--seeds",
            paramLabel = "NUMBER",
            description = "Repeats the run with this many seeds, starting at --seed, and prints means and standard "
                    + "deviations.")
    @WholeNumber(min = 1, max = 100_000)
    private int seeds = 1;

    @Option(
            names = "--dry-run",
            description = "Checks the options and prints those in effect, without training or writing anything.")
    private boolean dryRun;

    @Option(
            names = "--check",
            description =
                    "With --dry-run: also starts the programs and models of the reward, rewards a few objects, and "
                            + "prints the results.")
    private boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    TrainCommand(Task task) {
        this.task = task;
        options = new TrainingOptions(task.shape());
    }

    @Override
    public Integer call() {
        CommandLine line = command.commandLine();
        Predicate<String> given = line.getParseResult()::hasMatchedOption;
        Configuration configuration = config.read();
        configuration.apply(line);
        options.check(option -> given.test(option) || configuration.has(option));
        Optional<Path> folder = options.run().map(RunFolder::given);
        options.methods().check(task);
        permit(launch -> configuration.isFromFile(launch.option()) && !given.test("--" + launch.option()));
        Problem<?> problem = task.problem();
        try {
            return call(threads.share(problem), folder, given);
        } finally {
            problem.reward().detailed().ifPresent(DetailedReward::close);
        }
    }

    /** What is typed is approved by that; a dry run without a check starts nothing, but loads networks that it may. */
    private void permit(Predicate<Launch> namedByFile) {
        List<Launch> launches = task.launches();
        if (!dryRun || check) {
            trust.require(config.file(), launches.stream().filter(namedByFile).toList());
            return;
        }
        for (Launch launch : launches) {
            if (launch.problem() != null && !namedByFile.test(launch)) {
                throw new WrongOptionException(
                        "Invalid value for option '--" + launch.option() + "': " + launch.problem());
            }
        }
        task.permit(
                launch -> launch.kind() == Launch.Kind.NETWORK && (!namedByFile.test(launch) || trust.allows(launch)));
    }

    private <S> int call(Problem<S> problem, Optional<Path> folder, Predicate<String> given) {
        options.check(problem);
        if (seeds > 1 && options.seed() > Long.MAX_VALUE - seeds) {
            throw new WrongOptionException("Invalid value for option '--seeds': '" + seeds + "' seeds from --seed "
                    + options.seed() + " on do not fit below " + Long.MAX_VALUE);
        }
        Study<S> study = task.study(problem);
        if (check && !dryRun) {
            throw new WrongOptionException("Invalid value for option '--check': it needs --dry-run");
        }
        study.check();
        if (!dryRun) {
            study.start();
        }
        DataFile<S> data = options.readData(problem);
        Stream.of(task.withoutEffect(given), options.withoutEffect(given), threads.withoutEffect(problem))
                .flatMap(List::stream)
                .forEach(note -> command.commandLine().getErr().println("gfn4j: " + note));
        if (dryRun) {
            print(folder.orElseGet(() -> RunFolder.free(RUNS, runName())), given);
            if (check) {
                checked()
                        .forEach(text -> command.commandLine().getOut().println("# checked " + Failures.oneLine(text)));
            }
            return 0;
        }
        if (seeds > 1) {
            return trainSeries(
                    problem,
                    data,
                    study,
                    folder.orElseGet(() -> RunFolder.free(RUNS, runName() + "-to-" + (options.seed() + seeds - 1))));
        }
        return TrainingRun.exitCode(train(
                problem,
                data,
                study,
                folder.map(RunFolder::make).orElseGet(() -> RunFolder.makeFree(RUNS, runName()))));
    }

    /** A cache would have answers of a program that does not work any more. */
    private List<String> checked() {
        OptionSpec cache = command.findOption("--reward-cache");
        String place = cache == null ? null : cache.getValue();
        try {
            if (cache != null) {
                cache.setValue("none");
            }
            return checked(task.problem());
        } finally {
            if (cache != null) {
                cache.setValue(place);
            }
        }
    }

    private <S> List<String> checked(Problem<S> problem) {
        Study<S> study = task.study(problem);
        try {
            return RewardCheck.lines(
                    problem,
                    object ->
                            study.name(object).orElseGet(() -> problem.format().format(object)));
        } finally {
            problem.reward().detailed().ifPresent(DetailedReward::close);
        }
    }

    private <S> Map<String, @Nullable Object> train(
            Problem<S> problem, @Nullable DataFile<S> data, Study<S> study, Path run) {
        CommandLine line = command.commandLine();
        TrustOptions.keep(task.launches(), line.getErr());
        return RunLock.whileHeld(run, () -> {
            RunFolder.requireFree(run);
            return new TrainingRun<>(
                            task,
                            problem,
                            options,
                            data,
                            study,
                            options.settings(task),
                            run,
                            line.getOut(),
                            line.getErr())
                    .run(null);
        });
    }

    private <S> int trainSeries(Problem<S> problem, @Nullable DataFile<S> data, Study<S> study, Path folder) {
        SeedSeries series = new SeedSeries(folder);
        int exitCode = 0;
        long first = options.seed();
        for (long seed = first; seed < first + seeds; seed++) {
            options.seed(seed);
            command.commandLine().getErr().println("gfn4j: seed " + seed);
            Map<String, @Nullable Object> summary = train(problem, data, study, series.take(seed));
            if (!Boolean.TRUE.equals(summary.get("completed"))) {
                return exitCode;
            }
            exitCode = Math.max(exitCode, TrainingRun.exitCode(summary));
            series.add(seed, summary);
        }
        series.finish(command.commandLine().getOut());
        return exitCode;
    }

    private String runName() {
        return task.name() + "-" + options.methodLabel() + "-seed" + options.seed();
    }

    /** Prints the options in effect as a configuration, with the layer that each value comes from. */
    private void print(Path run, Predicate<String> given) {
        PrintWriter out = command.commandLine().getOut();
        Map<String, Object> settings = options.settings(task);
        settings.put("run", run);
        settings.forEach((name, value) -> out.printf(
                Locale.ROOT,
                "%-31s # %s%n",
                value instanceof Boolean ? name + ": " + value : RunWriter.line(name, OptionRanges.text(value)),
                config.read()
                        .layer(name, given, Failures.oneLine(config.file()))
                        .orElse(
                                name.equals(Setting.TASK)
                                        ? "command line"
                                        : "default of " + options.method() + " on " + task.name())));
        task.launches().forEach(launch -> out.println("# starts " + Failures.wholeLine(launch.describe())));
        out.flush();
    }
}
