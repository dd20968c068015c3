package org.gfn4j.app.hypergrid;

import static org.gfn4j.hypergrid.HypergridProblems.CORNERS;
import static org.gfn4j.hypergrid.HypergridProblems.COSINE;
import static org.gfn4j.hypergrid.HypergridProblems.R0;
import static org.gfn4j.hypergrid.HypergridProblems.R1;
import static org.gfn4j.hypergrid.HypergridProblems.R2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.OptionValues;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.reward.OutsideOptions;
import org.gfn4j.app.reward.RandomObjectsOption;
import org.gfn4j.app.reward.RewardConverter;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.onnx.OnnxSource;
import org.gfn4j.onnx.StateInputs;
import org.gfn4j.reward.CombinedReward;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.reward.RewardScale;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.OutsideTerms;
import org.gfn4j.rewards.ProgramSource;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSource;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which reward the cells of a hypergrid get: a named one, an external one, or a combination.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class GridReward {
    @Option(
            names = "--" + HypergridProblems.REWARD,
            paramLabel = "REWARD",
            converter = Converter.class,
            description = "corners has a high region near every corner, cosine oscillates, exec:COMMAND is a "
                    + "program, onnx:FILE a model. Sums 'corners*0.5 + exec:\"./score\"[0..1]*0.5' and products "
                    + "combine rewards that limits scale to 0..1. Default " + CORNERS + ".")
    private RewardExpression expression = RewardExpression.parse(CORNERS);

    @Option(names = "--" + R0, paramLabel = "NUMBER", description = "corners: the reward everywhere.")
    @DecimalNumber(min = 0, max = 1e9)
    private double r0 = HypergridProblems.DEFAULT_R0;

    @Option(names = "--" + R1, paramLabel = "NUMBER", description = "corners: added in the outer region.")
    @DecimalNumber(min = 0, max = 1e9)
    private double r1 = HypergridProblems.DEFAULT_R1;

    @Option(names = "--" + R2, paramLabel = "NUMBER", description = "corners: added in the band of the modes.")
    @DecimalNumber(min = 0, max = 1e9)
    private double r2 = HypergridProblems.DEFAULT_R2;

    @Mixin
    private OutsideOptions outside = new OutsideOptions();

    @Mixin
    private RandomObjectsOption random = new RandomObjectsOption();

    /** Knows the rewards of cells. */
    static final class Converter extends RewardConverter {
        @Override
        protected void check(Term term) {
            boolean inside = term.name().equals(CORNERS) || term.name().equals(COSINE);
            if (!inside && !terms().isOutside(term)) {
                throw new IllegalArgumentException("it is one of " + CORNERS + ", " + COSINE
                        + ", exec:COMMAND, onnx:FILE, but not '" + term.name() + "'");
            }
            if (inside && term.argument() != null) {
                throw new IllegalArgumentException("'" + term.name() + "' takes nothing after a colon");
            }
            terms().check(term);
        }
    }

    private static OutsideTerms terms() {
        return new OutsideTerms(List.of(OutsideTerms.program(), OnnxSource.kind()));
    }

    /** Returns how many objects are built at random for comparison. */
    RandomObjectsOption random() {
        return random;
    }

    /** Tells whether the corners have a part in the reward. */
    boolean hasCorners() {
        return expression.terms().stream().anyMatch(term -> term.name().equals(CORNERS));
    }

    /** Tells whether anybody outside is asked, who may be slow. */
    boolean isOutside() {
        return terms().isOutside(expression);
    }

    /** Returns what is started for the reward. */
    List<Launch> launches() {
        return terms().launches(expression, outside.rewards());
    }

    /** Refuses the reward when it is requested, unless all that it starts is allowed. */
    void permit(Predicate<Launch> allowed) {
        if (!launches().stream().allMatch(allowed)) {
            outside.withhold();
        }
    }

    /**
     * Makes the problem.
     *
     * @param grid the grid
     * @throws WrongOptionException if options do not go together; the message names them and says what is allowed
     */
    Problem<Cell> problem(Hypergrid grid) {
        CombinedReward.@Nullable Combination combination = expression.combination();
        Term first = expression.terms().get(0);
        if (combination == null && !terms().isOutside(first)) {
            return first.name().equals(COSINE) ? HypergridProblems.cosine(grid) : corners(grid);
        }
        DetailedReward<Cell> reward = combination == null
                ? outside(first, grid)
                : OutsideTerms.combined(combination, expression, term -> reward(term, grid), this::limits);
        return HypergridProblems.of(grid, reward)
                .withRewardScale(RewardScale.ofScores(1, 1, RewardScale.DEFAULT_FLOOR));
    }

    private Reward<Cell> reward(Term term, Hypergrid grid) {
        return switch (term.name()) {
            case CORNERS -> Reward.of(HypergridReward.corners(grid, r0, r1, r2));
            case COSINE -> Reward.of(HypergridReward.cosine(grid));
            default -> outside(term, grid);
        };
    }

    private @Nullable Limits limits(Term term) {
        double most = r0 + r1 + r2;
        return term.name().equals(CORNERS) && most > 0 ? new Limits(0, most) : null;
    }

    private DetailedReward<Cell> outside(Term term, Hypergrid grid) {
        Supplier<RewardSource<Cell>> source = term.name().equals(OnnxSource.NAME)
                ? () -> OnnxSource.open(OutsideTerms.file(term), List.of(inputs(grid)))
                : () -> new ProgramSource<>(
                        String.valueOf(term.argument()),
                        cell -> RewardKey.of(grid.format(cell)),
                        outside.rewards().timeout());
        return outside.rewards().reward(term.reward(), term.reward(), Optional::of, source, score -> score);
    }

    private static StateInputs<Cell> inputs(Hypergrid grid) {
        return new StateInputs<>(
                "hypergrid " + grid.dimensions() + "x" + grid.side() + " one-hot",
                new HypergridEncoder(grid),
                grid,
                List.of(grid.source(), grid.child(grid.source(), 0)));
    }

    private Problem<Cell> corners(Hypergrid grid) {
        Problem<Cell> problem = HypergridProblems.corners(grid, r0, r1, r2);
        if (r0 == 0 && r1 == 0 && problem.mode() == null) {
            throw new WrongOptionException(
                    r2 == 0
                            ? "Invalid values for options '--r0', '--r1' and '--r2': all are 0, but one must be above 0"
                            : "Invalid values for options '--r0' and '--r1': both are 0, but a grid of side "
                                    + grid.side() + " has no band for '--r2', so one of them must be above 0");
        }
        return problem;
    }

    /** Returns what is recorded in place of the values of options. */
    Map<String, @Nullable Object> recorded() {
        Map<String, @Nullable Object> recorded = new HashMap<>();
        recorded.put(HypergridProblems.REWARD, terms().absolute(expression).text());
        if (!hasCorners()) {
            List.of(R0, R1, R2).forEach(option -> recorded.put(option, null));
        }
        if (isOutside()) {
            recorded.putAll(outside.rewards().settings());
        } else {
            OptionValues.of(outside, Map.of()).keySet().forEach(option -> recorded.put(option, null));
            if (expression.combination() == null) {
                recorded.put(RandomObjectsOption.NAME, null);
            }
        }
        return recorded;
    }
}
