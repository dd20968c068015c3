package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTrainingTest {
    private static final ProxyTrainingOptions OPTIONS = options(25, 0);

    @TempDir
    private Path folder;

    @Test
    void learnsToCountWhatAtomsCarry() throws Exception {
        List<EpochReport> reports = new ArrayList<>();
        TrainedProxy trained = new ProxyTraining(OPTIONS).train(polarAtoms(300), "polar atoms", "1", reports::add);
        assertThat(trained.test().spearman()).isGreaterThan(0.9);
        assertThat(trained.test().rSquared()).isGreaterThan(0.8);
        assertThat(trained.epochs()).isEqualTo(reports).hasSizeLessThanOrEqualTo(25);
        assertThat(trained.parity()).hasSize(30);
        assertThat(trained.description().details())
                .containsEntry("seed", "0")
                .containsEntry("trainingMolecules", "240")
                .containsEntry("testMolecules", "30")
                .containsKeys("testSpearman", "testRSquared", "testRmse", "validationRmse", "bestEpoch");
        EpochReport last = reports.get(reports.size() - 1);
        assertThat(last.bestRmse())
                .isEqualTo(reports.stream()
                        .mapToDouble(EpochReport::validationRmse)
                        .min()
                        .orElseThrow());
        Path file = folder.resolve("proxy.safetensors");
        trained.write(file);
        try (Proxy proxy = Proxy.load(file)) {
            assertThat(proxy.description()).isEqualTo(trained.description());
            for (ParityPair pair : trained.parity()) {
                assertThat(proxy.score(List.of(graph(pair.name())))[0]).isCloseTo(pair.score(), within(1e-5));
            }
        }
    }

    /** The network learns the same, wherever the targets lie, and its file knows where. */
    @ParameterizedTest
    @CsvSource({"1e8, 1", "-1e8, 1", "1e15, 8", "0, 1e-300", "0, 1e40", "0, 1e299", "1e299, 1e290", "0, -1"})
    void targetsFarFrom0_areScoredFromTheFileAsInTraining(double shift, double factor) throws Exception {
        ProxyTrainingOptions few = options(6, 0);
        ProxyTable near = polarAtoms(100);
        ProxyTable far = moved(near, shift, factor);
        TrainedProxy trained = train(far, few);
        Path file = folder.resolve("proxy.safetensors");
        trained.write(file);
        TrainedProxy measured = new ProxyTraining(few).measured(trained, file, far);
        assertThat(measured.parity()).isEqualTo(trained.parity());
        assertThat(measured.test()).isEqualTo(trained.test());
        assertThat(measured.validation()).isEqualTo(trained.validation());
        double expected =
                train(factor < 0 ? moved(near, 0, -1) : near, few).test().rSquared();
        assertThat(measured.test().rSquared()).isCloseTo(expected, within(0.02));
        try (Proxy proxy = Proxy.load(file, Precision.DOUBLE)) {
            double[] scores = proxy.score(far.graphs());
            assertThat(ProxyMetrics.of(far.targets(), scores).rSquared()).isGreaterThan(expected - 0.3);
        }
    }

    @Test
    void fileThatScoresOtherwiseThanTraining_isRefused() throws Exception {
        ProxyTable table = polarAtoms(60);
        ProxyTrainingOptions few = options(2, 0);
        TrainedProxy trained = train(table, few);
        Path file = folder.resolve("proxy.safetensors");
        train(moved(table, 1, 1), few).write(file);
        assertThatThrownBy(() -> new ProxyTraining(few).measured(trained, file, table))
                .isInstanceOf(ProxyFileException.class)
                .hasMessageStartingWith(file + " holds no proxy that can be used: its scores differ by ");
    }

    private static ProxyTable moved(ProxyTable table, double shift, double factor) {
        return new ProxyTable(table.rows().stream()
                .map(row -> new ProxyTable.Row(row.name(), row.graph(), shift + factor * row.target()))
                .toList());
    }

    @Test
    void givesTheSameWeightsForTheSameSeed() throws Exception {
        ProxyTable table = polarAtoms(60);
        ProxyTrainingOptions few = options(2, 0);
        assertThat(train(table, few).tensors()).isEqualTo(train(table, few).tensors());
        assertThat(train(table, options(2, 1)).tensors())
                .isNotEqualTo(train(table, few).tensors());
    }

    @Test
    void proxiesBeforeTheEnd_areThoseOfTheEpochsThatWereBest() throws Exception {
        List<TrainedProxy> better = new ArrayList<>();
        TrainedProxy last = new ProxyTraining(options(6, 0))
                .train(polarAtoms(300), "polar atoms", "1", report -> {}, proxy -> better.add(proxy.get()));
        List<Integer> best = last.epochs().stream()
                .filter(report -> report.epoch() == report.bestEpoch())
                .map(EpochReport::epoch)
                .toList();
        assertThat(better)
                .extracting(proxy -> proxy.epochs().size())
                .hasSizeGreaterThan(1)
                .isEqualTo(best);
        assertThat(better).extracting(TrainedProxy::tensors).doesNotHaveDuplicates();
        TrainedProxy newest = better.get(better.size() - 1);
        assertThat(newest.tensors()).isEqualTo(last.tensors());
        assertThat(newest.validation()).isEqualTo(last.validation());
        assertThat(newest.test()).isEqualTo(last.test());
    }

    @Test
    void stopsWhenValidationNoLongerImproves() throws Exception {
        List<EpochReport> reports =
                train(polarAtoms(60), options(400, 3, 5e-3, 0)).epochs();
        EpochReport last = reports.get(reports.size() - 1);
        assertThat(last.epoch()).isEqualTo(last.bestEpoch() + 3).isLessThan(400);
    }

    @Test
    void refusesWhatCannotBeLearned() throws Exception {
        ProxyTable few = polarAtoms(9);
        assertThatThrownBy(() -> train(few, OPTIONS))
                .hasMessage("there must be at least 10 molecules to train a proxy, but there are 9");
        List<ProxyTable.Row> equal = polarAtoms(20).rows().stream()
                .map(row -> new ProxyTable.Row(row.name(), row.graph(), 3))
                .toList();
        assertThatThrownBy(() -> train(new ProxyTable(equal), OPTIONS))
                .hasMessage("the targets of the 16 molecules to train on must differ, but all are 3.0");
        assertThatThrownBy(() -> train(moved(polarAtoms(20), 0, 1e301), OPTIONS))
                .hasMessageMatching("targets must be within -1.0E300 to 1.0E300, but that of '\\w+' is .*E30\\d");
        assertThatThrownBy(() -> train(moved(polarAtoms(20), 0, 1e-320), OPTIONS))
                .hasMessageMatching("the standard deviation of the targets must be at least 2.*E-308, but is .*E-320");
        assertThatThrownBy(() -> options(0, 1, 5e-3, 0)).hasMessage("epochs must be at least 1, but is 0");
        assertThatThrownBy(() -> options(1, 1, Double.NaN, 0))
                .hasMessage("learningRate must be finite and above 0, but is NaN");
        assertThatThrownBy(() -> new ProxyTable.Row("C", few.graphs().get(0), Double.NaN))
                .hasMessage("the target of 'C' must be finite, but is NaN");
    }

    @Test
    void buildsTablesWithATeacher() {
        try (Proxy teacher = unlearned(3)) {
            TeacherTable table = table(teacher);
            List<TeacherTable.Scored> random = table.random(200);
            List<TeacherTable.Scored> climbing = table.climbing(Climb.SHORT, 1500);
            List<TeacherTable.Scored> all = new ArrayList<>(random);
            all.addAll(climbing);
            assertThat(all)
                    .extracting(TeacherTable.Scored::molecule)
                    .doesNotHaveDuplicates()
                    .hasSize(1700);
            assertThat(all).allMatch(scored -> scored.molecule().isFinished());
            assertThat(all).extracting(scored -> scored.molecule().size()).contains(2, 5, 8);
            assertThat(random.get(0).score())
                    .isCloseTo(teacher.score(List.of(random.get(0).graph()))[0], within(1e-5));
            assertThat(mean(climbing.subList(1000, 1500))).isGreaterThan(mean(random));
        }
    }

    @Test
    void chainsThatClimbAnotherProxy_areScoredByTheTeacher() {
        try (Proxy teacher = unlearned(3);
                Proxy guide = unlearned(9)) {
            TeacherTable table = table(teacher);
            List<AtomGraph> random = graphs(table.random(200));
            List<TeacherTable.Scored> climbing = table.climbing(guide, new Climb(16, 100, 1, 0.05, 0.05), 1000);
            assertThat(climbing)
                    .hasSize(1000)
                    .extracting(TeacherTable.Scored::molecule)
                    .doesNotHaveDuplicates();
            List<AtomGraph> last = graphs(climbing.subList(800, 1000));
            assertThat(mean(guide.score(last))).isGreaterThan(mean(guide.score(random)) + 0.5);
            assertThat(climbing.stream().mapToDouble(TeacherTable.Scored::score).toArray())
                    .containsExactly(teacher.score(graphs(climbing)), within(1e-5));
        }
    }

    @Test
    void refusesChainsThatCannotClimb() {
        assertThatThrownBy(() -> new Climb(1, 0, 1, 0.1, 0.1))
                .hasMessage("chains, steps and changed must be at least 1, but are 1, 0 and 1");
        assertThatThrownBy(() -> new Climb(1, 1, 1, 0.2, 0.1))
                .hasMessage("temperatures must be finite, above 0 and in ascending order, but are 0.2 and 0.1");
    }

    private static TeacherTable table(Proxy teacher) {
        return new TeacherTable(
                teacher, StemMask.FREE, new MoleculeEnvironment(BlockVocabulary.standard()), new SplittableRandom(4));
    }

    /** Returns a proxy that has learned nothing. */
    private static Proxy unlearned(long seed) {
        ProxyShape shape = new ProxyShape(8, 4, 2, 1);
        ProxyNetwork network = new ProxyNetwork(shape, Precision.SINGLE, new SplittableRandom(seed));
        try (TorchParameters parameters = new TorchParameters("proxy", Map.of("mpnn", network))) {
            return new Proxy(
                    new ProxyDescription("nothing", "", shape, StemMask.FREE, Map.of()),
                    Precision.SINGLE,
                    steep(parameters.values()));
        }
    }

    private static List<AtomGraph> graphs(List<TeacherTable.Scored> molecules) {
        return molecules.stream().map(TeacherTable.Scored::graph).toList();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Makes the scores of a network that has learned nothing differ by as much as temperatures do. */
    private static Map<String, Tensor> steep(Map<String, Tensor> values) {
        Map<String, Tensor> steep = new HashMap<>(values);
        float[] weights =
                ((FloatTensor) values.get("mpnn.lin3.weight")).values().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 500;
        }
        steep.put("mpnn.lin3.weight", Tensor.of(weights, 1, weights.length));
        return steep;
    }

    private static double mean(List<TeacherTable.Scored> molecules) {
        return molecules.stream()
                .mapToDouble(TeacherTable.Scored::score)
                .average()
                .orElseThrow();
    }

    private static ProxyTrainingOptions options(int epochs, long seed) {
        return options(epochs, epochs, 5e-3, seed);
    }

    private static ProxyTrainingOptions options(int epochs, int patience, double rate, long seed) {
        return new ProxyTrainingOptions(
                new ProxyShape(16, 8, 2, 1), StemMask.NONE, seed, epochs, patience, 16, rate, 0, 0.1, 0.1);
    }

    private static TrainedProxy train(ProxyTable table, ProxyTrainingOptions options) {
        return new ProxyTraining(options).train(table, "polar atoms", "1", report -> {});
    }

    /** Chains of carbon, nitrogen and oxygen with the number of those that are not carbon. */
    private static ProxyTable polarAtoms(int size) throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        List<ProxyTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            StringBuilder smiles = new StringBuilder("C");
            int polar = 0;
            for (int atom = random.nextInt(3, 12); atom > 0; atom--) {
                int element = random.nextInt(3);
                smiles.append("CNO".charAt(element));
                polar += element > 0 ? 1 : 0;
            }
            rows.add(new ProxyTable.Row(smiles.toString(), graph(smiles.toString()), polar));
        }
        return new ProxyTable(rows);
    }

    private static AtomGraph graph(String smiles) throws Exception {
        return AtomGraphs.of(smiles);
    }
}
