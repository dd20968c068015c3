package org.gfn4j.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gfn4j.app.cli.ClosedOutputException;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.Host;
import org.gfn4j.app.cli.Interruption;
import org.gfn4j.app.cli.ResultRow;
import org.gfn4j.app.cli.TrainingProgress;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.app.folder.EventFile;
import org.gfn4j.app.folder.RunPlace;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.method.RunParts;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.report.Verdict;
import org.gfn4j.app.reward.RewardProgress;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.InvalidRewardException;
import org.gfn4j.reward.RewardScale;
import org.gfn4j.task.Problem;
import org.gfn4j.task.WrongSettingException;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.TrainedModel;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;

/**
 * One run of training, from options to a run folder, from the beginning or from a checkpoint.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class TrainingRun<S> {
    /** What is told of the page beside what {@code summary.json} holds, where there should be one. */
    private static final String PAGE_WRITTEN = "pageWritten";

    private final Task task;
    private final Problem<S> problem;
    private final TrainingOptions options;
    private final @Nullable DataFile<S> data;
    private final Study<S> study;
    private final Map<String, Object> settings;
    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private final RunWriter writer;
    private final RunTimes times = new RunTimes();
    private Map<String, @Nullable Object> measured = Map.of();
    private final RunPlace place;
    private @Nullable Trainer<S> trainer;
    /** After how many iterations the run ends, at most. */
    private long length;

    /**
     * Prepares a run.
     *
     * @param task the task
     * @param problem what is trained on
     * @param options how it is trained, checked
     * @param data the stored objects that it learns from; null where there are none
     * @param study what the task measures of its own
     * @param settings all options in effect, for {@code config.yaml}
     * @param folder where results go, which is there and locked
     * @param out where the table goes
     * @param err where progress goes
     */
    public TrainingRun(
            Task task,
            Problem<S> problem,
            TrainingOptions options,
            @Nullable DataFile<S> data,
            Study<S> study,
            Map<String, Object> settings,
            Path folder,
            PrintWriter out,
            PrintWriter err) {
        this.task = task;
        this.problem = problem;
        this.options = options;
        this.data = data;
        this.study = study;
        this.settings = new LinkedHashMap<>(settings);
        this.folder = folder;
        this.out = out;
        this.err = err;
        this.writer = new RunWriter(folder);
        this.place = new RunPlace(folder);
        this.length = options.iterations();
    }

    /**
     * Trains and writes the run folder; ends early, with a checkpoint, where the user interrupts.
     *
     * @param checkpoint where to resume from; null to start from the beginning
     * @return what {@code summary.json} holds
     * @throws WrongOptionException if the checkpoint is not one of this run
     * @throws TrainingFailedException if training fails; the message says how to resume
     */
    public Map<String, @Nullable Object> run(@Nullable Checkpoint checkpoint) {
        try (RunStudy<S> own = study.ofRun(folder, err)) {
            return runFrom(checkpoint, own);
        } catch (WrongSettingException | ClosedOutputException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError e) {
            throw place.isKept()
                    ? new TrainingFailedException(e, folder)
                    : TrainingFailedException.withoutFolder(e, folder);
        }
    }

    private Map<String, @Nullable Object> runFrom(@Nullable Checkpoint checkpoint, RunStudy<S> own) {
        try (RunParts<S> parts = options.method().parts(task, problem, options, data)) {
            return runFrom(checkpoint, own, parts);
        }
    }

    private Map<String, @Nullable Object> runFrom(@Nullable Checkpoint checkpoint, RunStudy<S> own, RunParts<S> parts) {
        if (checkpoint == null) {
            writeConfig(); // so that a run that is ended while it enumerates can be resumed
        }
        Measurements<S> measurements = new Measurements<>(
                problem,
                parts.policy(),
                parts.logReward(),
                Enumeration.of(problem, options.exactLimit(), err),
                options.window());
        settings.put("evaluate-every", options.evaluateEvery(measurements.states()));
        RunCheckpoints<S> checkpoints = new RunCheckpoints<>(
                folder,
                new RunCheckpoints.Contents<>(
                        settings, data == null ? null : data.sha256(), parts, measurements, own, writer),
                options.checkpointEvery(),
                options.keep());
        if (checkpoint != null) {
            measured = checkpoints.restore(checkpoint);
            length = options.iterations(checkpoint.iteration(), measurements.rewardRequests());
            if (isComplete(checkpoint.iteration(), measurements)) {
                err.println("gfn4j: the run is complete; "
                        + (options.budget().isPresent()
                                ? "--budget with more than " + options.budget().getAsLong()
                                : "--iterations with more than " + options.iterations())
                        + " trains on");
            }
        }
        writeConfig();
        EventFile events = EventFile.goOn(
                folder,
                checkpoint == null ? 0 : checkpoint.state().path("eventsLength").asLong(0),
                Clock.systemUTC());
        if (checkpoint == null) {
            writer.cutMetrics(0);
            own.files().forEach(AppendedFile::cut);
            checkpoints.write(0, measured, events);
        }
        long first = checkpoint == null ? 0 : checkpoint.iteration();
        times.start(first, measurements.transitions());
        Map<String, @Nullable Object> summary;
        try (TrainingProgress<S> progress = new TrainingProgress<>(length, first, this::rewardProgress, err)) {
            summary = train(parts, measurements, own, checkpoints, events, progress, first);
        }
        if (study.pageAtEnd() && parts.policy().isPresent() && Boolean.TRUE.equals(summary.get("completed"))) {
            summary.put(PAGE_WRITTEN, isPageWritten());
        }
        return summary;
    }

    private String rewardProgress() {
        return problem.reward()
                .detailed()
                .map(reward -> RewardProgress.text(reward.counts()))
                .orElse("");
    }

    /** Returns the exit code of a run, which is whole without its page but has not given all that it should. */
    public static int exitCode(Map<String, @Nullable Object> summary) {
        return Boolean.FALSE.equals(summary.get(PAGE_WRITTEN)) ? 1 : 0;
    }

    private boolean isPageWritten() {
        try {
            ExistingRun run = new ExistingRun(folder);
            TaskProblems problems = TaskProblems.trusting(); // as what the run names has been used by now
            TrainedModel<?> model = run.model(null, problem.engine().threads(), problems);
            Path page =
                    RunPage.of(run, model, problems, options.exactLimit(), 0).write();
            err.println("gfn4j: wrote " + page);
            return true;
        } catch (IOException | RuntimeException e) {
            err.println("gfn4j: report.html was not written: " + Failures.describe(e)
                    + "; the run is complete, and 'gfn4j report " + folder + "' writes it once the cause is fixed");
            return false;
        }
    }

    private void writeConfig() {
        Map<String, Object> config = new LinkedHashMap<>(settings);
        config.put("written-by", Host.describe());
        writer.config(config);
    }

    private Map<String, @Nullable Object> train(
            RunParts<S> parts,
            Measurements<S> measurements,
            RunStudy<S> own,
            RunCheckpoints<S> checkpoints,
            EventFile events,
            TrainingProgress<S> progress,
            long first) {
        int evaluateEvery = options.evaluateEvery(measurements.states());
        trainer = new Trainer<>(
                parts.learner(),
                length,
                measurements,
                step -> place.requireNowAndThen(),
                own,
                step -> {
                    if (done(step) % evaluateEvery == 0) {
                        evaluate(measurements, own, events, progress);
                    }
                },
                step -> {
                    if (checkpoints.isDue(done(step)) && done(step) < length) {
                        place.require();
                        checkpoints.write(done(step), measured, events);
                    }
                },
                progress,
                step -> {
                    if (isSpent(measurements) && parts.outstanding() == 0) {
                        Objects.requireNonNull(trainer).stop();
                    }
                });
        trainer.resumeAt(first);
        Interruption interruption = new Interruption(this::stop, err);
        try (interruption) {
            if (!isComplete(first, measurements)) {
                trainer.run();
            }
            long iterations = trainer.iteration();
            place.require();
            boolean complete = isComplete(iterations, measurements);
            if (!complete) {
                checkpoints.write(iterations, measured, events);
            }
            if (iterations > first && measuredIterations() < iterations) {
                evaluate(measurements, own, events, progress);
            }
            if (complete) {
                checkpoints.write(iterations, measured, events);
            }
            progress.close();
            Map<String, @Nullable Object> conclusion = new LinkedHashMap<>();
            if (complete) {
                conclusion.putAll(estimates(parts, measurements));
                conclusion.putAll(own.conclude(parts.model().orElse(null)));
            }
            Map<String, @Nullable Object> summary = finish(measurements, conclusion, iterations);
            if (interruption.isEnding()) {
                problem.reward().detailed().ifPresent(DetailedReward::close);
            }
            return summary;
        }
    }

    /** Ends training with the present iteration, or at once where that waits for another process. */
    private void stop() {
        Objects.requireNonNull(trainer).stop();
        problem.reward().detailed().ifPresent(DetailedReward::stopWaiting);
    }

    /** Draws from a flow network whose space is not enumerated, unless its reward is external, which may be expensive. */
    private Map<String, @Nullable Object> estimates(RunParts<S> parts, Measurements<S> measurements) {
        int draws = DrawEstimates.draws(measurements.rewardRequests());
        Optional<Policy<S>> policy = parts.policy().filter(own -> own.logZ().isPresent());
        if (draws == 0
                || policy.isEmpty()
                || measurements.states() > 0
                || problem.reward().detailed().filter(DetailedReward::isOutside).isPresent()) {
            return Map.of();
        }
        Map<String, @Nullable Object> estimates = new LinkedHashMap<>();
        estimates.put(DrawEstimates.DRAWS, draws);
        try {
            estimates.putAll(DrawEstimates.of(policy.get().model(), problem.logReward(), draws, options.seed()));
        } catch (InvalidRewardException e) { // of an object that training has not met
            err.println("gfn4j: log Z was not estimated: " + Failures.describe(e));
            return Map.of();
        }
        return Map.of(DrawEstimates.NAME, estimates);
    }

    private boolean isComplete(long iterations, Measurements<S> measurements) {
        return iterations == length || isSpent(measurements);
    }

    private boolean isSpent(Measurements<S> measurements) {
        return measurements.isBudgetSpent();
    }

    private static long done(TrainingStep<?> step) {
        return step.iteration() + 1;
    }

    private long measuredIterations() {
        return measured.get("iterations") instanceof Number number ? number.longValue() : 0;
    }

    private void evaluate(
            Measurements<S> measurements, RunStudy<S> own, EventFile events, TrainingProgress<S> progress) {
        long start = System.nanoTime();
        place.require();
        Map<String, @Nullable Object> values = measurements.measure();
        values.putAll(own.measure());
        measured = values;
        writer.metrics(measured);
        events.scalars(measuredIterations(), measured);
        long nanos = System.nanoTime() - start;
        progress.measured(measured, study.progress(measured), nanos);
        times.evaluated(nanos);
    }

    private Map<String, @Nullable Object> finish(
            Measurements<S> measurements, Map<String, @Nullable Object> conclusion, long iterations) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("task", settings.get("task"));
        summary.put("method", settings.get("method"));
        if (settings.containsKey("objective")) {
            summary.put("objective", settings.get("objective"));
        }
        summary.put("seed", options.seed());
        summary.put("completed", isComplete(iterations, measurements));
        summary.put("rewardFormula", problem.rewardScale().formula());
        summary.putAll(measured);
        summary.putAll(conclusion);
        Map<String, @Nullable Object> timing = times.timing(
                iterations, measurements.transitions(), problem.engine().threads());
        problem.reward()
                .detailed()
                .filter(DetailedReward::isOutside)
                .ifPresent(reward -> timing.put("rewards", RewardProgress.figures(reward.counts())));
        summary.put("timing", timing);
        Verdict verdict =
                RunVerdict.of(settings, summary, RunRecord.read(folder).metrics());
        summary.put(RunVerdict.NAME, verdict.json());
        writer.summary(summary);
        if (measurements.rewardsFloored() > 0) {
            err.printf(
                    Locale.ROOT,
                    "gfn4j: %,d of %,d raw rewards were %s and counted as %s%n",
                    measurements.rewardsFloored(),
                    measurements.rewardRequests(),
                    problem.rewardScale().liftsNegative()
                            ? "below " + problem.rewardScale().floor()
                            : "0",
                    problem.rewardScale().floor());
        }
        long left = options.budget().orElse(0) - measurements.rewardRequests();
        if (left > 0 && measurements.isBudgetSpent()) {
            err.printf(
                    Locale.ROOT,
                    "gfn4j: %,d of the budget of %,d %s left, too little for the next trajectory, which needs the "
                            + "reward of every intermediate state%n",
                    left,
                    options.budget().orElse(0),
                    left == 1 ? "is" : "are");
        }
        out.println();
        ResultRow.printWrapped(out, RunVerdict.NAME, verdict.text());
        new ResultTable(summary, out).print();
        if (!RewardScale.PLAIN.formula().equals(problem.rewardScale().formula())) {
            ResultRow.print(out, "reward", problem.rewardScale().formula());
        }
        study.rows(summary).forEach((name, value) -> ResultRow.print(out, name, value));
        ResultRow.print(out, "run folder", folder.toString());
        out.flush();
        if (!isComplete(iterations, measurements)) {
            err.printf(
                    Locale.ROOT,
                    "gfn4j: stopped after %,d of %,d iterations; 'gfn4j resume %s' continues%n",
                    iterations,
                    length,
                    folder);
        }
        return summary;
    }
}
