package org.gfn4j.molecules.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gfn4j.molecules.BlockGraph;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.Stem;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.onnx.OnnxInputs;
import org.gfn4j.onnx.OnnxSource;
import org.gfn4j.onnx.TensorData;
import org.gfn4j.rewards.Outcome;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.rewards.RewardWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.fingerprint.CircularFingerprinter;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Molecules as models see them; golden values are those that the script beside the models prints. */
class MoleculeInputsTest {
    private static final Path MODELS = Path.of("../onnx/src/test/resources/models");
    private static final List<OnnxInputs<AssembledMolecule>> CANDIDATES = List.of(new EcfpInputs(), new GraphInputs());

    static List<OnnxInputs<AssembledMolecule>> inputs() {
        return List.of(new EcfpInputs(), new GraphInputs(), new GraphInputs(StemMask.ZERO));
    }

    @Test
    void graphModel_getsWhatTheReferenceEvaluatorGot() throws Exception {
        List<AssembledMolecule> molecules =
                List.of(molecule("C"), molecule("CCO", 0), molecule("c1(C#N)ccccc1", 4, 6), molecule("FC=O"));
        assertThat(Smiles.canonical(molecules.get(3).molecule())).isEqualTo("O=CF");
        try (OnnxSource<AssembledMolecule> source = open("graph")) {
            assertThat(source.inputs()).isInstanceOf(GraphInputs.class);
            assertThat(numbers(source, molecules))
                    .containsExactly(new double[] {0.7283711, 2.5925064, 7.5110502, 2.6342623}, within(2e-5));
            assertThat(numbers(source, List.of(molecule("C")))).containsExactly(new double[] {0.7283711}, within(1e-5));
        }
    }

    @Test
    void ecfpModel_getsTheBitsOfCdk() throws Exception {
        List<AssembledMolecule> molecules =
                List.of(molecule("CCO"), molecule("CC(=O)Nc1ccc(O)cc1", 0, 3), molecule("C1CC1C#N"));
        double[] expected = new double[molecules.size()];
        for (int i = 0; i < expected.length; i++) {
            double sum = new CircularFingerprinter(CircularFingerprinter.CLASS_ECFP4, 2048)
                    .getBitFingerprint(molecules.get(i).molecule()).asBitSet().stream()
                            .mapToDouble(bit -> Math.sin(0.7 * bit))
                            .sum();
            expected[i] = 1 / (1 + Math.exp(-sum));
        }
        try (OnnxSource<AssembledMolecule> source = open("ecfp")) {
            assertThat(source.identity()).endsWith(" ecfp4-2048");
            assertThat(numbers(source, molecules)).containsExactly(expected, within(1e-3));
        }
    }

    @Test
    void modelOfNeither_isRefusedWithBoth() {
        assertThatThrownBy(() -> open("narrow"))
                .isInstanceOf(RewardSourceException.class)
                .hasMessage(
                        "'" + MODELS.resolve("narrow.onnx") + "' wants fingerprint: float32[n, 1024], but molecules are"
                                + " given as ecfp: float32[n, 2048], or as x: float32[atoms, 71], edge_index: int64[2, edges],"
                                + " edge_attr: float32[edges, 4], batch: int64[atoms]");
    }

    /** Both libraries bring natives of their own. */
    @Test
    void proxyAndModel_scoreInTheSameProcess() throws Exception {
        BlockVocabulary vocabulary = BlockVocabulary.standard();
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary);
        BlockMolecule state = environment.child(environment.source(), 0);
        AssembledMolecule molecule =
                new MoleculeAssembler(vocabulary).assemble(state).orElseThrow();
        try (MoleculeReward<BlockMolecule> proxy =
                        MoleculeRewards.of(vocabulary).make(RewardName.parse("seh-mini"), null);
                OnnxSource<AssembledMolecule> source = open("graph")) {
            double before = proxy.evaluate(List.of(state))[0];
            assertThat(numbers(source, List.of(molecule))).hasSize(1);
            assertThat(proxy.evaluate(List.of(state))).containsExactly(before);
        }
    }

    @Test
    void keys_areCanonicalSmilesWithPlacesOfFreeStems() throws SmilesException {
        AssembledMolecule ethanol = molecule("CCO", 0);
        assertThat(new EcfpInputs().key(ethanol)).isEqualTo(RewardKey.of("OCC"));
        assertThat(new GraphInputs().key(ethanol)).isEqualTo(new RewardKey("OCC", "2"));
        assertThat(new GraphInputs().key(molecule("CCO", 0, 2))).isEqualTo(new RewardKey("OCC", "0 2"));
        assertThat(new GraphInputs().key(molecule("CCO"))).isEqualTo(RewardKey.of("OCC"));
        assertThat(new GraphInputs(StemMask.NONE).key(ethanol)).isEqualTo(RewardKey.of("OCC"));
    }

    /** Equal keys must mean equal tensors, whatever the blocks and their order. */
    @ParameterizedTest
    @MethodSource("inputs")
    void moleculeOfBlocksInAnotherOrder_hasTheSameKeyAndTensors(OnnxInputs<AssembledMolecule> inputs) {
        BlockVocabulary vocabulary = BlockVocabulary.standard();
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        Random random = new Random(5);
        int compared = 0;
        for (BlockMolecule state : states(vocabulary, random)) {
            BlockGraph graph = BlockGraph.of(state);
            if (assembler.assemble(graph).isEmpty()) {
                continue;
            }
            AssembledMolecule one = assembler.assemble(graph).orElseThrow();
            AssembledMolecule other =
                    assembler.assemble(shuffled(graph, random)).orElseThrow();
            assertThat(inputs.key(other)).isEqualTo(inputs.key(one));
            assertThat(numbers(inputs.encode(List.of(other)))).isEqualTo(numbers(inputs.encode(List.of(one))));
            compared++;
        }
        assertThat(compared).isGreaterThan(50);
    }

    private static List<BlockMolecule> states(BlockVocabulary vocabulary, Random random) {
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary);
        List<BlockMolecule> states = new ArrayList<>();
        for (int walk = 0; walk < 20; walk++) {
            BlockMolecule state = environment.source();
            while (!state.isFinished()) {
                state = environment.child(state, random.nextInt(environment.actionCount(state)));
                states.add(state);
            }
        }
        return states;
    }

    private static BlockGraph shuffled(BlockGraph graph, Random random) {
        int size = graph.fragments().size();
        List<Integer> places = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(places, random);
        Integer[] fragments = new Integer[size];
        for (int block = 0; block < size; block++) {
            fragments[places.get(block)] = graph.fragments().get(block);
        }
        List<Bond> bonds = new ArrayList<>();
        for (Bond bond : graph.bonds()) {
            bonds.add(
                    new Bond(places.get(bond.first()), places.get(bond.second()), bond.firstAtom(), bond.secondAtom()));
        }
        Collections.shuffle(bonds, random);
        List<Stem> stems = graph.stems().stream()
                .map(stem -> new Stem(places.get(stem.block()), stem.atom()))
                .toList();
        return new BlockGraph(Arrays.asList(fragments), bonds, stems);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void keyAndTensors_leaveTheMoleculeAsItIs(OnnxInputs<AssembledMolecule> inputs) {
        BlockVocabulary vocabulary = BlockVocabulary.standard();
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        for (BlockMolecule state : states(vocabulary, new Random(6))) {
            assembler.assemble(state).ifPresent(molecule -> {
                String before = dump(molecule);
                inputs.key(molecule);
                inputs.encode(List.of(molecule));
                assertThat(dump(molecule)).isEqualTo(before);
            });
        }
    }

    private static String dump(AssembledMolecule assembled) {
        IAtomContainer molecule = assembled.molecule();
        StringBuilder dump = new StringBuilder();
        for (IAtom atom : molecule.atoms()) {
            dump.append(atom.getIndex())
                    .append(atom)
                    .append(atom.isAromatic())
                    .append(atom.isInRing())
                    .append(atom.getProperties());
        }
        for (IBond bond : molecule.bonds()) {
            dump.append(bond.getBegin().getIndex())
                    .append(bond)
                    .append(bond.isAromatic())
                    .append(bond.isInRing())
                    .append(bond.getProperties());
        }
        return dump.append(molecule.getProperties())
                .append(Arrays.toString(assembled.stemAtoms()))
                .toString();
    }

    private static AssembledMolecule molecule(String smiles, int... stemAtoms) throws SmilesException {
        return new AssembledMolecule(Smiles.parse(smiles), stemAtoms);
    }

    private static OnnxSource<AssembledMolecule> open(String model) {
        return OnnxSource.open(MODELS.resolve(model + ".onnx"), CANDIDATES);
    }

    private static double[] numbers(OnnxSource<AssembledMolecule> source, List<AssembledMolecule> molecules)
            throws InterruptedException {
        try (RewardWorker<AssembledMolecule> worker = source.newWorker()) {
            return worker.score(molecules).stream().mapToDouble(Outcome::value).toArray();
        }
    }

    private static List<String> numbers(List<TensorData> tensors) {
        return tensors.stream()
                .map(tensor -> Arrays.toString(tensor.shape()) + Arrays.toString(copy(tensor)))
                .toList();
    }

    private static double[] copy(TensorData tensor) {
        return tensor.floats().hasRemaining()
                ? IntStream.range(0, tensor.floats().remaining())
                        .mapToDouble(tensor.floats()::get)
                        .toArray()
                : IntStream.range(0, tensor.longs().remaining())
                        .mapToDouble(tensor.longs()::get)
                        .toArray();
    }
}
