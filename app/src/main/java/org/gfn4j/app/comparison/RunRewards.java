package org.gfn4j.app.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.gfn4j.app.run.ExistingRun;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.evaluation.SpaceTooLargeException;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoints;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The raw rewards of what runs of one task have found: of the file of the task, or else of the last visits that the newest
 * checkpoint holds. No external reward is computed.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class RunRewards {
    private static final int LARGEST_SPACE = 1_000_000;

    private final String task;
    private final Function<Path, Optional<double[]>> found;
    private boolean different;

    /**
     * Makes a reader.
     *
     * @param task the name of the task
     * @param found reads the rewards of the different objects that a run has found, where its folder has a file of them
     */
    RunRewards(String task, Function<Path, Optional<double[]>> found) {
        this.task = task;
        this.found = found;
    }

    /** Tells whether a run has had a file of different objects, so that each of its rewards counts once. */
    boolean areOfDifferentObjects() {
        return different;
    }

    /** Adds the rewards of a run to others, where they are known. */
    void add(RewardShares counts, ExistingRun run, Map<String, String> settings) {
        double[] file = found.apply(run.folder()).orElse(null);
        if (file != null) {
            different = true;
            DoubleStream.of(file).forEach(reward -> counts.add(reward, 1));
            return;
        }
        try {
            Problem<?> problem = problem(settings);
            JsonNode visits = run.read(
                            null,
                            step -> Checkpoints.ofRun(run.folder())
                                    .read(step)
                                    .state()
                                    .path("counts"))
                    .orElse(null);
            if (problem != null && visits != null) {
                add(counts, problem, visits);
            }
        } catch (IllegalArgumentException e) {
            // a checkpoint that is damaged or of another version
        }
    }

    /** Returns the problem of a run whose rewards are computed by this program; null where there is none. */
    private @Nullable Problem<?> problem(Map<String, String> settings) {
        Problem<?> problem = TaskProblems.startingNothing(launch -> {})
                .problem(task, settings)
                .orElse(null);
        return problem == null || problem.reward().detailed().isPresent() ? null : problem;
    }

    private static <S> void add(RewardShares counts, Problem<S> problem, JsonNode visits) {
        StateFormat<S> format = problem.format();
        List<S> objects = new ArrayList<>();
        visits.path("windowObjects").forEach(text -> objects.add(format.parse(text.asString())));
        int[] times = new int[objects.size()];
        for (JsonNode place : visits.path("window")) {
            times[place.intValue()]++;
        }
        if (objects.isEmpty()) {
            return;
        }
        double[] rewards = problem.reward().evaluate(objects);
        for (int i = 0; i < rewards.length; i++) {
            if (times[i] > 0) {
                counts.add(rewards[i], times[i]);
            }
        }
    }

    /**
     * Returns the raw rewards of all objects with their exact probabilities.
     *
     * @param settings the options of a run
     * @return the rewards; null where its space is too large or rewards are external
     */
    @Nullable
    RewardShares exact(Map<String, String> settings) {
        try {
            int limit = Math.min(LARGEST_SPACE, Integer.parseInt(settings.getOrDefault("exact-limit", "0")));
            Problem<?> problem = limit == 0 ? null : problem(settings);
            return problem == null ? null : exact(problem, limit);
        } catch (SpaceTooLargeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static <S> RewardShares exact(Problem<S> problem, int limit) {
        StateGraph<S> graph = StateGraph.of(problem.environment(), limit);
        double[] probabilities = Target.of(graph, problem.logReward()).probabilities();
        List<S> terminals = new ArrayList<>();
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            terminals.add(graph.terminal(terminal));
        }
        double[] rewards = problem.reward().evaluate(terminals);
        RewardShares counts = new RewardShares();
        for (int i = 0; i < rewards.length; i++) {
            if (probabilities[i] > 0) {
                counts.add(rewards[i], probabilities[i]);
            }
        }
        return counts;
    }
}
