package org.gfn4j.app.reward;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.TaskSections;
import org.gfn4j.app.task.RunStudies;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.app.task.SampleForm;
import org.gfn4j.app.task.Study;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.rewards.RewardCacheException;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.task.Problem;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;

/**
 * What a combined or external reward adds to the study of a task: its files, figures and section of a report.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class RewardStudy<S> implements Study<S> {
    private static final int SAMPLES = 100;

    private final Study<S> own;
    private final Problem<S> problem;
    private final DetailedReward<S> reward;
    private final RandomObjectsOption random;

    private RewardStudy(Study<S> own, Problem<S> problem, DetailedReward<S> reward, RandomObjectsOption random) {
        this.own = own;
        this.problem = problem;
        this.reward = reward;
        this.random = random;
    }

    /**
     * Adds what belongs to the reward of a problem.
     *
     * @param own the study of the task
     * @param problem what is trained on
     * @param random how many objects are built at random for comparison
     * @param <S> the type of a state
     * @return a study of both; that of the task where the reward has no details
     */
    public static <S> Study<S> around(Study<S> own, Problem<S> problem, RandomObjectsOption random) {
        return problem.reward()
                .detailed()
                .<Study<S>>map(reward -> new RewardStudy<>(own, problem, reward, random))
                .orElse(own);
    }

    /**
     * Starts a reward before anything is written.
     *
     * @throws WrongOptionException if it cannot be started; the message names the option, the cause and the remedy
     */
    public static void start(DetailedReward<?> reward) {
        try {
            reward.start();
        } catch (RewardSourceException e) {
            throw FileOptions.refusal("--reward", e);
        } catch (RewardCacheException e) {
            throw FileOptions.refusal("--reward-cache", e);
        }
    }

    @Override
    public void check() {
        own.check();
    }

    @Override
    public void start() {
        start(reward);
    }

    @Override
    public RunStudy<S> ofRun(Path folder, PrintWriter err) {
        RewardLedger<S> ledger = new RewardLedger<>(problem, reward, this::text, folder);
        List<RunStudy<S>> studies = new ArrayList<>(List.of(own.ofRun(folder, err), ledger));
        if (random.count() > 0) {
            studies.add(new RandomObjects<>(problem, reward, this::text, random.count(), folder, err));
        }
        return new RunStudies<>(studies);
    }

    private String text(S object) {
        return own.name(object).orElseGet(() -> problem.format().format(object));
    }

    @Override
    public boolean pageAtEnd() {
        return true;
    }

    @Override
    public int sampleSize() {
        return reward.isOutside() ? Math.min(SAMPLES, own.sampleSize()) : own.sampleSize();
    }

    @Override
    public Map<String, @Nullable Object> ofSamples(List<DrawnObject<S>> samples) {
        return own.ofSamples(samples);
    }

    @Override
    public Map<String, @Nullable Object> ofTestSet(Path file, FlowModel<S> model) {
        return own.ofTestSet(file, model);
    }

    @Override
    public Map<String, String> rows(Map<String, ? extends @Nullable Object> figures) {
        Map<String, String> rows = new LinkedHashMap<>(own.rows(figures));
        if (figures.get(RewardLedger.FAILURES) instanceof Number failed && failed.longValue() > 0) {
            rows.put(
                    "failures",
                    String.format(
                            Locale.ROOT,
                            "%,d objects got no reward (%s)",
                            failed.longValue(),
                            RewardLedger.FAILURES_FILE));
        }
        if (figures.get(RandomObjects.FIGURES) instanceof Map<?, ?> random
                && random.get("count") instanceof Number count
                && random.get("meanRawReward") instanceof Number mean) {
            rows.put(
                    "random objects",
                    String.format(
                            Locale.ROOT,
                            "%,d, mean raw reward %s",
                            count.longValue(),
                            Numbers.significant(mean.doubleValue(), 4)));
        }
        return rows;
    }

    @Override
    public List<String> progress(Map<String, ? extends @Nullable Object> figures) {
        return own.progress(figures);
    }

    @Override
    public SampleForm<S> sampleForm() {
        return own.sampleForm();
    }

    @Override
    public Optional<String> name(S object) {
        return own.name(object);
    }

    @Override
    public TaskSections report(RunRecord run, FlowModel<S> model) {
        TaskSections sections = own.report(run, model);
        List<ReportSection> objects = new ArrayList<>(sections.objects());
        objects.add(RewardPartsSection.of(run, reward.parts()));
        return new TaskSections(sections.keyFigures(), objects, sections.courses());
    }

    /**
     * Returns what the rewards of a run were made of.
     *
     * @param run what the run has recorded
     * @param reward its reward
     * @return the numbers of the parts by their names, for the name of each object that {@value RewardLedger#FILE} has; none
     *     where the reward has no parts or the file cannot be read
     */
    public static Map<String, Map<String, Double>> parts(RunRecord run, DetailedReward<?> reward) {
        return RewardPartsSection.parts(run, reward.parts());
    }
}
