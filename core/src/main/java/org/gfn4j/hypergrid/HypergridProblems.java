package org.gfn4j.hypergrid;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Coordinates;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;

/**
 * The problems of the hypergrid of Bengio et al. 2021.
 *
 * <p>Thread-safety: stateless.
 */
public final class HypergridProblems implements ProblemSource {
    /** The name of the task. */
    public static final String TASK = "hypergrid";

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
        if (!task.equals(TASK) || OTHERS.matcher(text(settings, "reward")).find()) {
            return Optional.empty();
        }
        EpisodeEnd end = EpisodeEnd.valueOf(text(settings, "episode-end").toUpperCase(Locale.ROOT));
        Hypergrid grid = new Hypergrid((int) number(settings, "dimensions"), (int) number(settings, "side"), end);
        return Optional.of(
                switch (text(settings, "reward")) {
                    case "corners" ->
                        corners(grid, number(settings, "r0"), number(settings, "r1"), number(settings, "r2"));
                    case "cosine" -> cosine(grid);
                    default -> throw wrong(settings, "reward", "corners or cosine");
                });
    }

    private static String text(Map<String, ?> settings, String name) {
        if (settings.get(name) instanceof String text) {
            return text;
        }
        throw wrong(settings, name, "a word");
    }

    private static double number(Map<String, ?> settings, String name) {
        if (settings.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(settings, name, "a number");
    }

    private static IllegalArgumentException wrong(Map<String, ?> settings, String name, String allowed) {
        return new IllegalArgumentException("the setting '" + name + "' of the task " + TASK + " must be " + allowed
                + ", but is " + settings.get(name));
    }
}
