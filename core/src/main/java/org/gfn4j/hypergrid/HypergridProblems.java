package org.gfn4j.hypergrid;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Coordinates;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.gfn4j.task.TaskSettings;

/**
 * The problems of the hypergrid of Bengio et al. 2021.
 *
 * <p>Thread-safety: stateless.
 */
public final class HypergridProblems implements ProblemSource {
    /** The name of the task. */
    public static final String TASK = "hypergrid";

    /** The setting that has the number of coordinates. */
    public static final String DIMENSIONS = "dimensions";

    /** The number of coordinates where nothing is set. */
    public static final int DEFAULT_DIMENSIONS = 4;

    /** The greatest number of coordinates. */
    public static final int MOST_DIMENSIONS = 1000;

    /** The setting that has the number of values of each coordinate. */
    public static final String SIDE = "side";

    /** The number of values of each coordinate where nothing is set. */
    public static final int DEFAULT_SIDE = 8;

    /** The greatest number of values of each coordinate. */
    public static final int MOST_SIDE = 100_000;

    /** The setting that has what ends an episode. */
    public static final String EPISODE_END = "episode-end";

    /** What ends an episode where nothing is set. */
    public static final EpisodeEnd DEFAULT_EPISODE_END = EpisodeEnd.FREE;

    /** The setting that names the reward. */
    public static final String REWARD = "reward";

    /** The reward with a high region near every corner, which is that where nothing is set. */
    public static final String CORNERS = "corners";

    /** The reward that oscillates. */
    public static final String COSINE = "cosine";

    /** The setting of {@link #CORNERS} that has the reward everywhere. */
    public static final String R0 = "r0";

    /** The reward everywhere where nothing is set. */
    public static final double DEFAULT_R0 = 0.001;

    /** The setting of {@link #CORNERS} that has what is added in the outer region. */
    public static final String R1 = "r1";

    /** What is added in the outer region where nothing is set. */
    public static final double DEFAULT_R1 = 0.5;

    /** The setting of {@link #CORNERS} that has what is added in the band of the modes. */
    public static final String R2 = "r2";

    /** What is added in the band of the modes where nothing is set. */
    public static final double DEFAULT_R2 = 2;

    private static final int LARGEST_MODE_EXPONENT = 62;

    /** External and combined rewards, which the command line knows. */
    private static final Pattern OTHERS = Pattern.compile("[:+*^\\[]");

    /** Makes the source. */
    public HypergridProblems() {}

    /**
     * Makes the problem with a high reward near every corner.
     *
     * @param grid the grid
     * @param r0 the reward everywhere, at least 0
     * @param r1 what is added in the outer region, at least 0
     * @param r2 what is added in the band of the modes, at least 0
     * @return a problem whose modes are the orthants, where there is a band
     * @throws IllegalArgumentException if a value is negative or not finite
     */
    public static Problem<Cell> corners(Hypergrid grid, double r0, double r1, double r2) {
        HypergridReward reward = HypergridReward.corners(grid, r0, r1, r2);
        Problem<Cell> problem = problem(grid, reward);
        if (!hasModes(reward, grid, r2)) {
            return problem;
        }
        OptionalLong count = grid.dimensions() <= LARGEST_MODE_EXPONENT
                ? OptionalLong.of(1L << grid.dimensions())
                : OptionalLong.empty();
        return problem.withModes(cell -> reward.mode(cell).map(Object.class::cast), count);
    }

    private static boolean hasModes(HypergridReward reward, Hypergrid grid, double r2) {
        return r2 > 0 && IntStream.range(0, grid.side()).anyMatch(reward::inBand);
    }

    /**
     * Makes the problem with an oscillating reward.
     *
     * @param grid the grid
     * @return a problem without modes
     */
    public static Problem<Cell> cosine(Hypergrid grid) {
        return problem(grid, HypergridReward.cosine(grid));
    }

    private static Problem<Cell> problem(Hypergrid grid, HypergridReward reward) {
        return of(grid, Reward.of(reward));
    }

    /**
     * Makes the problem of another reward.
     *
     * @param grid the grid
     * @param reward the raw reward of its cells
     * @return a problem without modes
     */
    public static Problem<Cell> of(Hypergrid grid, Reward<Cell> reward) {
        IntStream dimensions = IntStream.range(0, grid.dimensions());
        return Problem.of(grid, grid, new HypergridEncoder(grid), reward)
                .withCoordinates(new Coordinates<>(
                        dimensions.mapToObj(d -> "coordinate " + (d + 1)).toList(),
                        IntStream.generate(grid::side)
                                .limit(grid.dimensions())
                                .boxed()
                                .toList(),
                        cell -> IntStream.range(0, cell.dimensions())
                                .map(cell::coordinate)
                                .toArray()));
    }

    @Override
    public Optional<Problem<?>> problem(String task, Map<String, ?> settings) {
        TaskSettings own = new TaskSettings(settings);
        String reward = Objects.requireNonNullElse(own.text(REWARD), CORNERS);
        if (!task.equals(TASK) || OTHERS.matcher(reward).find()) {
            return Optional.empty();
        }
        Hypergrid grid = new Hypergrid(
                own.whole(DIMENSIONS, DEFAULT_DIMENSIONS, 1, MOST_DIMENSIONS),
                own.whole(SIDE, DEFAULT_SIDE, 2, MOST_SIDE),
                episodeEnd(own));
        return Optional.of(
                switch (reward) {
                    case CORNERS ->
                        corners(
                                grid,
                                own.number(R0, DEFAULT_R0),
                                own.number(R1, DEFAULT_R1),
                                own.number(R2, DEFAULT_R2));
                    case COSINE -> cosine(grid);
                    default -> throw own.wrong(REWARD, "corners or cosine");
                });
    }

    private static EpisodeEnd episodeEnd(TaskSettings settings) {
        String name = Objects.requireNonNullElse(settings.text(EPISODE_END), DEFAULT_EPISODE_END.name());
        return Arrays.stream(EpisodeEnd.values())
                .filter(end -> end.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> settings.wrong(EPISODE_END, "free or forced"));
    }
}
