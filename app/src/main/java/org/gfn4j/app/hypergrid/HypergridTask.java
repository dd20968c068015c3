package org.gfn4j.app.hypergrid;

import static org.gfn4j.hypergrid.HypergridProblems.R0;
import static org.gfn4j.hypergrid.HypergridProblems.R1;
import static org.gfn4j.hypergrid.HypergridProblems.R2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gfn4j.app.cli.OptionValues;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.reward.RewardStudy;
import org.gfn4j.app.task.BenchCase;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.rewards.Launch;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The hypergrid of Bengio et al. 2021, with its rewards.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
public final class HypergridTask implements Task {
    private static final List<String> CORNER_OPTIONS = List.of("--" + R0, "--" + R1, "--" + R2);
    private static final int BENCH_BATCH = 16;

    /** Whose conventions are followed. */
    enum Profile {
        NONE,
        CODE2021
    }

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Defaults for other options: code2021 has those of the code of Bengio et al. 2021, which forces "
                            + "the end of an episode and counts only accepted moves of chains.")
    private Profile profile = Profile.NONE;

    @Option(names = "--" + HypergridProblems.DIMENSIONS, paramLabel = "NUMBER", description = "Number of coordinates.")
    @WholeNumber(min = 1, max = HypergridProblems.MOST_DIMENSIONS)
    private int dimensions = HypergridProblems.DEFAULT_DIMENSIONS;

    @Option(
            names = "--" + HypergridProblems.SIDE,
            paramLabel = "NUMBER",
            description = "Number of values of each coordinate.")
    @WholeNumber(min = 2, max = HypergridProblems.MOST_SIDE)
    private int side = HypergridProblems.DEFAULT_SIDE;

    @Mixin
    private GridReward reward = new GridReward();

    @Option(
            names = "--" + HypergridProblems.EPISODE_END,
            paramLabel = "NAME",
            description = "free: an episode ends only by the stop action; forced: also when a coordinate reaches its "
                    + "last value.")
    private EpisodeEnd episodeEnd = HypergridProblems.DEFAULT_EPISODE_END;

    /** Makes a task with the default options. */
    public HypergridTask() {}

    @Override
    public String name() {
        return HypergridProblems.TASK;
    }

    @Override
    public String description() {
        return "cells of a grid of any dimensions, rewarded near its corners (Bengio et al. 2021)";
    }

    @Override
    public Problem<?> problem() {
        return reward.problem(new Hypergrid(dimensions, side, episodeEnd));
    }

    @Override
    public <S> Study<S> study(Problem<S> problem) {
        return RewardStudy.around(Study.none(), problem, reward.random());
    }

    /** An external reward is not computed for every cell unless requested. */
    @Override
    public Map<String, String> profile() {
        Map<String, String> implied = new LinkedHashMap<>();
        if (profile == Profile.CODE2021) {
            implied.put(HypergridProblems.EPISODE_END, "forced");
        }
        if (reward.isOutside()) {
            implied.put("exact-limit", "0");
        }
        return implied;
    }

    @Override
    public List<String> chains() {
        return List.of("mh", "mars-grid");
    }

    /** Remembered moves that did not pay are those of Bengio et al. 2021. */
    @Override
    public Map<String, String> methodDefaults(String method) {
        Map<String, String> values = new LinkedHashMap<>();
        if (profile == Profile.CODE2021) {
            values.put("visits", "accepted");
        }
        if (method.equals("mars-grid")) {
            values.put("imitation-share", "0.05");
        }
        if (!method.equals("gflownet")) {
            values.put("learning-rate", "0.001");
            values.put("schedule", "constant");
        }
        return values;
    }

    @Override
    public Set<String> learningOptions() {
        return Set.of("profile");
    }

    @Override
    public Map<String, String> benchDefaults() {
        return Map.of(R0, "0.1", "backward", "uniform");
    }

    @Override
    public List<BenchCase> benchCases() {
        Map<String, String> small = grid(4, 8);
        return List.of(
                new BenchCase("tb", BENCH_BATCH, false, small),
                new BenchCase("db", BENCH_BATCH, false, small),
                new BenchCase("subtb", BENCH_BATCH, false, small),
                new BenchCase("fm", BENCH_BATCH, false, small),
                new BenchCase("tb", BENCH_BATCH, false, grid(4, 20)),
                new BenchCase("tb", BENCH_BATCH, false, grid(2, 64)),
                new BenchCase("tb", BENCH_BATCH, true, small));
    }

    private static Map<String, String> grid(int dimensions, int side) {
        return Map.of(
                HypergridProblems.DIMENSIONS,
                Integer.toString(dimensions),
                HypergridProblems.SIDE,
                Integer.toString(side));
    }

    @Override
    public String benchName() {
        return dimensions + "d-side" + side;
    }

    @Override
    public List<String> withoutEffect(Predicate<String> given) {
        return CORNER_OPTIONS.stream()
                .filter(option -> !reward.hasCorners() && given.test(option))
                .map(option -> "option '" + option + "' has no effect, because it is for --reward corners")
                .toList();
    }

    @Override
    public List<Launch> launches() {
        return reward.launches();
    }

    @Override
    public void permit(Predicate<Launch> allowed) {
        reward.permit(allowed);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, @Nullable Object> recorded = reward.recorded();
        recorded.put("profile", profile == Profile.NONE ? null : profile);
        return OptionValues.of(this, recorded);
    }
}
