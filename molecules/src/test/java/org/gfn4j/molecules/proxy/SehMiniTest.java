package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.SharedData;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.torch.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SehMiniTest {
    private static final String RESOURCE = "/org/gfn4j/molecules/seh-mini.safetensors";
    private static final int LARGEST = 3_000_000;

    /** One molecule, from either end and from the middle. */
    private static final List<String> ASPIRIN =
            List.of("CC(=O)Oc1ccccc1C(=O)O", "OC(=O)c1ccccc1OC(C)=O", "c1ccc(OC(C)=O)c(C(=O)O)c1");

    private static final List<String> OTHERS = List.of("C", "CCO", "c1ccncc1", "FC(F)(F)c1ccc(S(=O)(=O)N2CCNCC2)cc1");

    private static InputStream resource() {
        return Objects.requireNonNull(SehMiniTest.class.getResourceAsStream(RESOURCE));
    }

    private static Proxy open() throws IOException {
        try (InputStream in = resource()) {
            return Proxy.load(in, "seh-mini", Precision.SINGLE);
        }
    }

    @Test
    void weights_areSmall() throws IOException {
        try (InputStream in = resource()) {
            assertThat(in.readAllBytes()).hasSizeLessThanOrEqualTo(LARGEST);
        }
    }

    @Test
    void scores_areFiniteAndDependNeitherOnTheOrderOfAtomsNorOnTheBatch() throws IOException, SmilesException {
        try (Proxy proxy = open()) {
            double alone = proxy.score(List.of(AtomGraphs.of(ASPIRIN.get(0))), StemMask.ZERO)[0];
            for (String smiles : ASPIRIN) {
                List<AtomGraph> batch = new ArrayList<>();
                for (String other : OTHERS) {
                    batch.add(AtomGraphs.of(other));
                }
                batch.add(AtomGraphs.of(smiles));
                double[] scores = proxy.score(batch, StemMask.ZERO);
                assertThat(scores).hasSize(OTHERS.size() + 1);
                assertThat(Arrays.stream(scores)).allMatch(Double::isFinite);
                assertThat(scores[OTHERS.size()]).isCloseTo(alone, within(1e-4));
            }
        }
    }

    @Test
    void scores_areThoseOfTheTeacherAlsoWhereTheyAreHigh() throws IOException {
        try (Proxy teacher = Proxy.load(SharedData.file("bengio2021/seh_proxy.safetensors"));
                Proxy proxy = open()) {
            TeacherTable table = table(teacher);
            ProxyMetrics random = compare(table.random(500), proxy);
            assertThat(random.spearman()).isGreaterThanOrEqualTo(0.95);
            assertThat(random.rmse()).isLessThanOrEqualTo(0.35);
            List<TeacherTable.Scored> climbing = table.climbing(Climb.LONG, 2000);
            ProxyMetrics all = compare(climbing, proxy);
            assertThat(all.spearman()).isGreaterThanOrEqualTo(0.93);
            assertThat(all.rmse()).isLessThanOrEqualTo(0.45);
            List<TeacherTable.Scored> high =
                    climbing.stream().filter(scored -> scored.score() > 6).toList();
            assertThat(high).hasSizeGreaterThan(200);
            assertThat(compare(high, proxy).spearman()).isGreaterThanOrEqualTo(0.7);
        }
    }

    @Test
    @Tag("acceptance")
    void moleculesThatClimbItsScores_areHardlyWorseForTheTeacher() throws IOException {
        try (Proxy teacher = Proxy.load(SharedData.file("bengio2021/seh_proxy.safetensors"));
                Proxy proxy = open()) {
            List<TeacherTable.Scored> climbing = table(teacher).climbing(proxy, Climb.LONG, 3000);
            List<TeacherTable.Scored> last = climbing.subList(2000, 3000);
            ProxyMetrics metrics = compare(last, proxy);
            assertThat(metrics.spearman()).isGreaterThanOrEqualTo(0.87);
            assertThat(metrics.rmse()).isLessThanOrEqualTo(0.55);
            double ofTeacher = Arrays.stream(targets(last)).average().orElseThrow();
            double own = Arrays.stream(scores(last, proxy)).average().orElseThrow();
            assertThat(own).isGreaterThan(5).isLessThan(ofTeacher + 0.25);
        }
    }

    private static TeacherTable table(Proxy teacher) {
        return new TeacherTable(
                teacher,
                StemMask.FREE,
                new MoleculeEnvironment(BlockVocabulary.standard()),
                new SplittableRandom(20_210_608));
    }

    private static ProxyMetrics compare(List<TeacherTable.Scored> molecules, Proxy proxy) {
        return ProxyMetrics.of(targets(molecules), scores(molecules, proxy));
    }

    private static double[] targets(List<TeacherTable.Scored> molecules) {
        return molecules.stream().mapToDouble(TeacherTable.Scored::score).toArray();
    }

    private static double[] scores(List<TeacherTable.Scored> molecules, Proxy proxy) {
        return proxy.score(molecules.stream().map(TeacherTable.Scored::graph).toList());
    }
}
