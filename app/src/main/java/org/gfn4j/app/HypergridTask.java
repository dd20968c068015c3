package org.gfn4j.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gfn4j.environment.Cell;
import org.gfn4j.environment.EpisodeEnd;
import org.gfn4j.environment.Hypergrid;
import org.gfn4j.task.HypergridProblems;
import org.gfn4j.task.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The hypergrid of Bengio et al. 2021, with its rewards.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
public final class HypergridTask implements Task {
    private static final List<String> CORNER_OPTIONS = List.of("--r0", "--r1", "--r2");
    private static final int BENCH_BATCH = 16;

    /** The rewards to choose from. */
    enum RewardKind {
        CORNERS,
        COSINE
    }

    @Option(names = "--dimensions", paramLabel = "NUMBER", description = "Number of coordinates.")
    @WholeNumber(min = 1, max = 1000)
    private int dimensions = 4;

    @Option(names = "--side", paramLabel = "NUMBER", description = "Number of values of each coordinate.")
    @WholeNumber(min = 2, max = 100_000)
    private int side = 8;

    @Option(
            names = "--reward",
            paramLabel = "NAME",
            description = "corners has a high region near every corner, cosine oscillates.")
    private RewardKind reward = RewardKind.CORNERS;

    @Option(names = "--r0", paramLabel = "NUMBER", description = "corners: the reward everywhere.")
    @DecimalNumber(min = 0, max = 1e9)
    private double r0 = 0.001;

    @Option(names = "--r1", paramLabel = "NUMBER", description = "corners: added in the outer region.")
    @DecimalNumber(min = 0, max = 1e9)
    private double r1 = 0.5;

    @Option(names = "--r2", paramLabel = "NUMBER", description = "corners: added in the band of the modes.")
    @DecimalNumber(min = 0, max = 1e9)
    private double r2 = 2;

    @Option(
            names = "--episode-end",
            paramLabel = "NAME",
            description = "free ends by the stop action only, forced also where a coordinate reaches its last value.")
    private EpisodeEnd episodeEnd = EpisodeEnd.FREE;

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
        Hypergrid grid = new Hypergrid(dimensions, side, episodeEnd);
        if (reward == RewardKind.COSINE) {
            return HypergridProblems.cosine(grid);
        }
        Problem<Cell> problem = HypergridProblems.corners(grid, r0, r1, r2);
        if (r0 == 0 && r1 == 0 && problem.mode() == null) {
            throw new WrongOptionException(
                    r2 == 0
                            ? "Invalid values for options '--r0', '--r1' and '--r2': all are 0, but one must be above 0"
                            : "Invalid values for options '--r0' and '--r1': both are 0, but a grid of side " + side
                                    + " has no band for '--r2', so one of them must be above 0");
        }
        return problem;
    }

    @Override
    public Map<String, String> benchDefaults() {
        return Map.of("r0", "0.1", "backward", "uniform");
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
        return Map.of("dimensions", Integer.toString(dimensions), "side", Integer.toString(side));
    }

    @Override
    public String benchName() {
        return dimensions + "d-side" + side;
    }

    @Override
    public List<String> withoutEffect(Predicate<String> given) {
        return CORNER_OPTIONS.stream()
                .filter(option -> reward != RewardKind.CORNERS && given.test(option))
                .map(option -> "option '" + option + "' has no effect, because it is for --reward corners")
                .toList();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("dimensions", dimensions);
        settings.put("side", side);
        settings.put("reward", ChoiceConverter.nameOf(reward));
        if (reward == RewardKind.CORNERS) {
            settings.put("r0", r0);
            settings.put("r1", r1);
            settings.put("r2", r2);
        }
        settings.put("episode-end", ChoiceConverter.nameOf(episodeEnd));
        return settings;
    }
}
