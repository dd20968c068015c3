package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.Tensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyFilesTest {
    private static final ProxyShape SHAPE = new ProxyShape(4, 3, 2, 1);
    private static final ProxyDescription DESCRIPTION =
            new ProxyDescription("affinity", "kcal/mol", SHAPE, StemMask.ZERO, Map.of("seed", "7"));

    @TempDir
    private Path folder;

    private Path file;
    private Map<String, Tensor> tensors;

    @BeforeEach
    void drawWeights() {
        file = folder.resolve("proxy.safetensors");
        ProxyNetwork network = new ProxyNetwork(SHAPE, Precision.SINGLE, new SplittableRandom(1));
        try (TorchParameters parameters = new TorchParameters("proxy", Map.of("mpnn", network))) {
            tensors = new LinkedHashMap<>(parameters.values());
        }
    }

    @Test
    void givesBackWhatWasWritten() throws Exception {
        ProxyFiles.write(file, DESCRIPTION, tensors);
        List<AtomGraph> graphs = List.of(AtomGraphs.of("CCO"), AtomGraphs.of("c1ccncc1"));
        try (Proxy written = new Proxy(DESCRIPTION, Precision.SINGLE, tensors);
                Proxy read = Proxy.load(file);
                InputStream in = Files.newInputStream(file);
                Proxy streamed = Proxy.load(in, "a resource", Precision.DOUBLE)) {
            assertThat(read.description()).isEqualTo(DESCRIPTION);
            assertThat(read.score(graphs))
                    .isEqualTo(written.score(graphs))
                    .doesNotContain(read.score(graphs, StemMask.FREE));
            assertThat(streamed.precision()).isEqualTo(Precision.DOUBLE);
            assertThat(streamed.score(graphs))
                    .usingComparatorWithPrecision(1e-5)
                    .containsExactly(read.score(graphs));
            assertThat(read.score(List.of())).isEmpty();
        }
    }

    @Test
    void passesOverLayersThatTheScoreDoesNotDependOn() throws IOException {
        tensors.put("mpnn.lin1.weight", Tensor.of(new float[8], 2, 4));
        ProxyFiles.write(file, DESCRIPTION, tensors);
        Proxy.load(file).close();
    }

    @Test
    void takesTheStepsOfThePaperWhereTheFileSaysNothing() throws IOException {
        Safetensors.write(file, tensors, Map.of());
        try (Proxy proxy = Proxy.load(file)) {
            assertThat(proxy.description().shape()).isEqualTo(new ProxyShape(4, 3, 12, 3));
            assertThat(proxy.description().mask()).isEqualTo(StemMask.FREE);
        }
    }

    @Test
    void namesATensorThatIsMissing() throws IOException {
        tensors.remove("mpnn.gru.bias_hh_l0");
        refuses("the tensor 'mpnn.gru.bias_hh_l0' must be F32 [12] for a network of width 4, but is missing");
        tensors.remove("mpnn.lin0.weight");
        refuses("the tensor 'mpnn.lin0.weight' is missing; there are [");
    }

    @Test
    void namesATensorOfAnotherShape() throws IOException {
        tensors.put("mpnn.lin3.weight", Tensor.of(new float[6], 1, 6));
        refuses("the tensor 'mpnn.lin3.weight' must be F32 [1, 8] for a network of width 4, but is F32 [1, 6]");
        tensors.put("mpnn.lin3.weight", Tensor.of(new long[8], 1, 8));
        refuses("the tensor 'mpnn.lin3.weight' must be F32 [1, 8] for a network of width 4, but is I64 [1, 8]");
        tensors.put("mpnn.lin0.weight", Tensor.of(new float[4 * 70], 4, 70));
        refuses("the tensor 'mpnn.lin0.weight' must be F32 [4, 71] for a network of width 4, but is F32 [4, 70]");
        tensors.put("mpnn.lin0.weight", Tensor.of(new float[4], 4));
        refuses("the tensor 'mpnn.lin0.weight' must have two dimensions, but is F32 [4]");
    }

    @Test
    void namesATensorThatIsUnknown() throws IOException {
        tensors.put("mpnn.lin4.weight", Tensor.of(new float[6], 1, 6));
        refuses("but there is 'mpnn.lin4.weight' F32 [1, 6]");
    }

    @Test
    void namesMetadataThatMakeNoSense() throws IOException {
        Safetensors.write(file, tensors, Map.of("steps", "many"));
        assertThatThrownBy(() -> Proxy.load(file))
                .hasMessage(file
                        + " holds no proxy that can be used: 'steps' of its metadata must be a number, but is 'many'");
        Safetensors.write(file, tensors, Map.of("steps", "0"));
        assertThatThrownBy(() -> Proxy.load(file))
                .hasMessageEndingWith("steps of a proxy must be within 1 to 100, but is 0");
        Safetensors.write(file, tensors, Map.of("stemMask", "all"));
        assertThatThrownBy(() -> Proxy.load(file))
                .hasMessageEndingWith(
                        "'stemMask' of its metadata: a stem mask must be one of [free, none, zero], but is 'all'");
    }

    @Test
    void scaleOfTheTargets_isAppliedToScores() throws Exception {
        List<AtomGraph> graphs = List.of(AtomGraphs.of("CCO"), AtomGraphs.of("c1ccncc1"));
        ProxyFiles.write(file, DESCRIPTION, tensors);
        Path scaled = folder.resolve("scaled.safetensors");
        ProxyFiles.write(scaled, DESCRIPTION, new Scaling(1e10, 0.5).beside(tensors));
        try (Proxy plain = Proxy.load(file);
                Proxy far = Proxy.load(scaled)) {
            double[] scores = plain.score(graphs);
            assertThat(far.score(graphs)).containsExactly(1e10 + 0.5 * scores[0], 1e10 + 0.5 * scores[1]);
        }
    }

    @Test
    void scaleThatMakesNoSense_isNamed() throws IOException {
        tensors.put("scale.mean", Tensor.of(new double[] {1}));
        refuses("the tensor 'scale.deviation' must be F64 [], but is missing");
        tensors.put("scale.deviation", Tensor.of(new float[] {1}));
        refuses("the tensor 'scale.deviation' must be F64 [], but is F32 []");
        tensors.put("scale.deviation", Tensor.of(new double[] {0}));
        refuses("'scale.mean' must be finite and 'scale.deviation' finite and above 0, but they are 1.0 and 0.0");
    }

    @Test
    void weightThatIsNotFinite_isNamed() throws IOException {
        tensors.put("mpnn.lin3.bias", Tensor.of(new float[] {Float.NaN}, 1));
        refuses("the tensor 'mpnn.lin3.bias' must hold finite numbers of 32 bits, but holds NaN");
        tensors.put("mpnn.lin3.bias", Tensor.of(new float[] {Float.NEGATIVE_INFINITY}, 1));
        refuses("the tensor 'mpnn.lin3.bias' must hold finite numbers of 32 bits, but holds -Infinity");
        tensors.put("mpnn.lin3.bias", Tensor.of(new double[] {1e39}, 1));
        refuses("the tensor 'mpnn.lin3.bias' must hold finite numbers of 32 bits, but holds 1.0E39");
        Proxy.load(file, Precision.DOUBLE).close();
    }

    @Test
    void scoreThatIsNotFinite_isRefusedWithItsMolecule() throws Exception {
        tensors.put("mpnn.lin3.bias", Tensor.of(new float[] {3e38f}, 1));
        ProxyFiles.write(file, DESCRIPTION, new Scaling(0, 1e300).beside(tensors));
        List<AtomGraph> graphs = List.of(AtomGraphs.of("CCO"));
        try (Proxy proxy = Proxy.load(file)) {
            assertThatThrownBy(() -> proxy.score(graphs))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the network must give finite scores, but gives Infinity for molecule 1 of 1: "
                            + "its weights are too large for single precision");
        }
    }

    private void refuses(String problem) throws IOException {
        ProxyFiles.write(file, DESCRIPTION, tensors);
        assertThatThrownBy(() -> Proxy.load(file))
                .isInstanceOf(ProxyFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }
}
