package org.gfn4j.app.molecules;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.TaskSections;
import org.gfn4j.app.reward.RewardStudy;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.app.task.SampleForm;
import org.gfn4j.app.task.Study;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.task.FileSetting;
import org.gfn4j.molecules.task.MoleculeSettings;
import org.gfn4j.task.Problem;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, shown and written of molecules.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class MoleculesStudy implements Study<BlockMolecule> {
    private static final int SAMPLES = 2000;

    private final Problem<BlockMolecule> problem;
    private final BlockVocabulary vocabulary;
    private final MoleculeAssembler assembler;
    private final List<Double> thresholds;
    private final Optional<FileSetting> testSetFile;
    private @Nullable TestSet testSet;

    /**
     * Makes a study.
     *
     * @param problem what is trained on
     * @param settings what it was made of
     */
    MoleculesStudy(Problem<BlockMolecule> problem, MoleculeSettings settings) {
        this.problem = problem;
        this.vocabulary = settings.vocabulary();
        this.assembler = new MoleculeAssembler(vocabulary);
        this.thresholds = settings.thresholds().values();
        this.testSetFile = settings.testSet();
    }

    /** Returns what is trained on. */
    Problem<BlockMolecule> problem() {
        return problem;
    }

    /** Returns the molecules whose probabilities are compared with their rewards at the end of a run. */
    Optional<TestSet> testSet() {
        return Optional.ofNullable(testSet);
    }

    Discoveries newDiscoveries() {
        return new Discoveries(assembler);
    }

    Chemistry newChemistry() {
        return new Chemistry(thresholds);
    }

    @Override
    public void check() {
        testSetFile.ifPresent(file -> testSet = TestSet.read(file.checked("--test-set"), vocabulary));
    }

    @Override
    public RunStudy<BlockMolecule> ofRun(Path folder, PrintWriter err) {
        return new MoleculesRunStudy(this, folder);
    }

    @Override
    public boolean pageAtEnd() {
        return true;
    }

    @Override
    public int sampleSize() {
        return SAMPLES;
    }

    @Override
    public Map<String, @Nullable Object> ofSamples(List<DrawnObject<BlockMolecule>> samples) {
        List<BlockMolecule> states = samples.stream().map(DrawnObject::object).toList();
        double[] rewards = problem.reward().evaluate(states);
        Discoveries discoveries = newDiscoveries();
        for (int i = 0; i < rewards.length; i++) {
            discoveries.visit(0, states.get(i), rewards[i]);
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>(discoveries.figures());
        figures.putAll(newChemistry().figures(discoveries.bestFirst()));
        return figures;
    }

    @Override
    public Map<String, @Nullable Object> ofTestSet(Path file, FlowModel<BlockMolecule> model) {
        return TestSet.read(file, vocabulary).figures(problem, model);
    }

    @Override
    public Map<String, String> rows(Map<String, ? extends @Nullable Object> figures) {
        Map<String, String> rows = new LinkedHashMap<>();
        put(
                rows,
                "molecules",
                "%,d different, %,d states, %.2f%% of all impossible",
                figures.get("distinctMolecules"),
                figures.get("distinctStates"),
                figures.get("invalidFraction") instanceof Number share ? 100 * share.doubleValue() : null);
        String tops = Stream.of(10, 100, 1000)
                .map(top -> figures.get(Discoveries.topName(top)) instanceof Number mean
                        ? "top " + top + ": " + Numbers.readable(mean.doubleValue(), 3)
                        : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        put(rows, "best raw rewards", "%s", tops.isEmpty() ? null : tops);
        put(rows, "similarity", "%.3f (mean Tanimoto of the top 1000)", figures.get("tanimotoTop1000"));
        put(rows, "modes", "%s (raw reward; Tanimoto below 0.7)", counts(figures.get("modesAt")));
        put(rows, "scaffolds", "%s (raw reward; Bemis-Murcko)", counts(figures.get("scaffoldsAt")));
        put(
                rows,
                "test set",
                "Pearson %.3f, Spearman %.3f (log R, exact log P)",
                figures.get("testPearson"),
                figures.get("testSpearman"));
        put(
                rows,
                "test molecules",
                "%,d, without %,d that cannot be built",
                figures.get("testMolecules"),
                figures.get("testUnbuildable"));
        return rows;
    }

    private static @Nullable String counts(@Nullable Object byThreshold) {
        if (!(byThreshold instanceof Map<?, ?> map) || map.isEmpty()) {
            return null;
        }
        List<String> counts = new ArrayList<>();
        map.forEach((threshold, count) ->
                counts.add(String.format(Locale.ROOT, "%,d from %s", ((Number) count).longValue(), threshold)));
        return String.join(", ", counts);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
    private static void put(Map<String, String> rows, String name, String format, @Nullable Object... values) {
        for (Object value : values) {
            if (value == null) {
                return;
            }
        }
        rows.put(name, String.format(Locale.ROOT, format, values));
    }

    @Override
    public List<String> progress(Map<String, ? extends @Nullable Object> figures) {
        List<String> items = new ArrayList<>();
        if (figures.get(Discoveries.topName(100)) instanceof Number top) {
            items.add("top 100 raw reward " + Numbers.readable(top.doubleValue(), 2));
        }
        if (figures.get("distinctMolecules") instanceof Number count) {
            items.add(String.format(Locale.ROOT, "molecules %,d", count.longValue()));
        }
        return items;
    }

    @Override
    public SampleForm<BlockMolecule> sampleForm() {
        return new MoleculeSamples(assembler, problem.reward());
    }

    @Override
    public Optional<String> name(BlockMolecule object) {
        return assembler.assemble(object).map(assembled -> Smiles.canonical(assembled.molecule()));
    }

    @Override
    public TaskSections report(RunRecord run, FlowModel<BlockMolecule> model) {
        Map<String, Map<String, Double>> parts = problem.reward()
                .detailed()
                .map(detailed -> RewardStudy.parts(run, detailed))
                .orElse(Map.of());
        return new MoleculesReport(MoleculesTask.exact(problem.environment()), problem.format(), assembler, thresholds)
                .sections(run, model, parts);
    }
}
