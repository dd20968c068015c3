package org.gfn4j.app.reward;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.Progress;
import org.gfn4j.app.reward.RewardRows.Row;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.evaluation.Mean;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.UniformFlowModel;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardDetail;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.task.Problem;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;

/**
 * At the end of a run, objects built by uniform actions, and their rewards, for comparison: {@value #FILE}. They are the same for
 * all runs on the same space, so that a cache knows their rewards.
 *
 * <p>Thread-safety: as {@link RunStudy} says.
 *
 * @param <S> the type of a state
 */
final class RandomObjects<S> implements RunStudy<S> {
    /** The file. */
    static final String FILE = "random.csv";

    /** The name of the figures. */
    static final String FIGURES = "randomObjects";

    private static final int CHUNK = 8;

    private final Problem<S> problem;
    private final DetailedReward<S> reward;
    private final Function<S, String> name;
    private final int count;
    private final Path folder;
    private final PrintWriter err;

    /**
     * Prepares.
     *
     * @param problem what is trained on
     * @param reward its reward
     * @param name what readers call an object
     * @param count how many objects are built
     * @param folder the folder of the run
     * @param err where progress goes
     */
    RandomObjects(
            Problem<S> problem,
            DetailedReward<S> reward,
            Function<S, String> name,
            int count,
            Path folder,
            PrintWriter err) {
        this.problem = problem;
        this.reward = reward;
        this.name = name;
        this.count = count;
        this.folder = folder;
        this.err = err;
    }

    /** Builds objects by uniform choices, the same ones each time. Their rewards are not computed. */
    static <S> List<S> drawn(Problem<S> problem, int count) {
        Reward<S> unasked = objects -> {
            double[] ones = new double[objects.size()];
            Arrays.fill(ones, 1);
            return ones;
        };
        return new Sampler<>(new UniformFlowModel<>(problem.environment()), new LogReward<>(unasked))
                .forward(count, Exploration.NONE, new RandomStreams(0).trajectories(Purpose.EVALUATION, 0))
                .lastStates();
    }

    @Override
    public void stepped(TrainingStep<S> step) {}

    @Override
    public Map<String, @Nullable Object> conclude(@Nullable FlowModel<S> policy) {
        List<S> objects = drawn(problem, count);
        RewardRows rows = new RewardRows(reward.parts());
        StringBuilder text = new StringBuilder(rows.header());
        double[] raw = new double[count];
        int rewarded = 0;
        try (Progress progress = new Progress("objects built at random", count, err)) {
            for (int from = 0; from < count; from += CHUNK) {
                List<S> chunk = objects.subList(from, Math.min(count, from + CHUNK));
                double[] rewards = problem.reward().evaluate(chunk);
                for (int i = 0; i < rewards.length; i++) {
                    S object = chunk.get(i);
                    RewardDetail detail = reward.detail(object).orElseThrow();
                    text.append(rows.text(new Row(
                            0,
                            name.apply(object),
                            rewards[i],
                            detail,
                            problem.format().format(object))));
                    if (Double.isFinite(rewards[i])) {
                        raw[rewarded++] = rewards[i];
                    }
                }
                progress.stepTo(from + chunk.size(), RewardProgress.text(reward.counts()));
            }
        }
        FileOptions.write(folder.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8));
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("count", (long) count);
        figures.put("rewarded", (long) rewarded);
        figures.put("meanRawReward", rewarded == 0 ? null : Mean.of(Arrays.copyOf(raw, rewarded)));
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put(FIGURES, figures);
        return named;
    }
}
