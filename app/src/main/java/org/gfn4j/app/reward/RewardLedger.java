package org.gfn4j.app.reward;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.app.reward.RewardRows.Row;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.RewardDetail;
import org.gfn4j.task.Problem;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what the reward of each different object of a run was made of, {@value #FILE}, and which objects failed and why,
 * {@value #FAILURES_FILE}. A resumed run takes rewards from there.
 *
 * <p>Thread-safety: as {@link RunStudy} says.
 *
 * @param <S> the type of a state
 */
final class RewardLedger<S> implements RunStudy<S> {
    /** The file of all objects. */
    static final String FILE = "rewards.csv";

    /** The file of those that failed. */
    static final String FAILURES_FILE = "failures.csv";

    /** The figure that counts failures. */
    static final String FAILURES = "rewardFailures";

    private final Problem<S> problem;
    private final DetailedReward<S> reward;
    private final Function<S, String> name;
    private final RewardRows rows;
    private final AppendedFile file;
    private final AppendedFile failures;
    private final Set<S> written = new HashSet<>();
    private long failed;

    /**
     * Starts to follow a run.
     *
     * @param problem what is trained on
     * @param reward its reward
     * @param name what readers call an object
     * @param folder the folder of the run
     */
    RewardLedger(Problem<S> problem, DetailedReward<S> reward, Function<S, String> name, Path folder) {
        this.problem = problem;
        this.reward = reward;
        this.name = name;
        this.rows = new RewardRows(reward.parts());
        this.file = new AppendedFile(folder.resolve(FILE));
        this.failures = new AppendedFile(folder.resolve(FAILURES_FILE));
    }

    @Override
    public void stepped(TrainingStep<S> step) {
        StringBuilder all = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        List<S> produced = step.batch().produced().lastStates();
        double[] rewards = produced.isEmpty() ? new double[0] : problem.reward().evaluate(produced);
        for (int i = 0; i < rewards.length; i++) {
            S object = produced.get(i);
            RewardDetail detail = reward.detail(object).orElse(null);
            if (detail == null || !written.add(object)) {
                continue;
            }
            String text = rows.text(new Row(
                    step.iteration() + 1,
                    name.apply(object),
                    rewards[i],
                    detail,
                    problem.format().format(object)));
            all.append(text);
            if (detail.failure() != null) {
                failed++;
                bad.append(text);
            }
        }
        append(file, all);
        append(failures, bad);
    }

    private void append(AppendedFile target, StringBuilder text) {
        if (!text.isEmpty()) {
            target.append((target.length() == 0 ? rows.header() : "") + text);
        }
    }

    @Override
    public Map<String, @Nullable Object> measure() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put(FAILURES, failed);
        return figures;
    }

    @Override
    public List<AppendedFile> files() {
        return List.of(file, failures);
    }

    @Override
    public JsonNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("failed", failed);
        return state;
    }

    @Override
    public void restore(JsonNode state) {
        written.clear();
        failed = state.path("failed").asLong(0);
        if (file.length() == 0) {
            return;
        }
        for (Row row : rows.read(file.read())) {
            S object = problem.format().parse(row.state());
            reward.remember(object, row.detail());
            written.add(object);
        }
    }
}
