package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchParameters;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

class ProxyNetworkTest {
    private static final ProxyShape SHAPE = new ProxyShape(5, 3, 2, 2);
    private static final List<String> MOLECULES = List.of(
            "C",
            "CC",
            "C=O",
            "CC#N",
            "c1ccccc1C(=O)N",
            "CC(=O)Oc1ccccc1C(=O)O",
            "O=c1[nH]cnc2nc[nH]c12",
            "[Na+].[Cl-]");

    @Test
    void isTheNetworkOfThePaper() throws Exception {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            ProxyNetwork network = new ProxyNetwork(SHAPE, Precision.DOUBLE, new SplittableRandom(7));
            Map<String, double[]> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, tensor.doubles()));
            List<AtomGraph> graphs = graphs();
            double[] scores = score(network, graphs);
            for (int i = 0; i < scores.length; i++) {
                assertThat(scores[i])
                        .as(MOLECULES.get(i))
                        .isCloseTo(new NaiveProxy(SHAPE, weights).score(graphs.get(i), StemMask.FREE), within(1e-12));
            }
            new TorchParameters("proxy", Map.of("mpnn", network)).close();
        }
    }

    @Test
    void doesNotDependOnTheOrderOfAtoms() throws Exception {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            ProxyNetwork network = new ProxyNetwork(SHAPE, Precision.DOUBLE, new SplittableRandom(8));
            for (String smiles : MOLECULES) {
                IAtomContainer molecule = Smiles.parse(smiles);
                int stem = molecule.getAtomCount() - 1;
                double score = score(network, List.of(AtomGraphs.of(molecule, stem)))[0];
                for (int seed = 0; seed < 5; seed++) {
                    int[] order = Split.shuffled(molecule.getAtomCount(), new SplittableRandom(seed));
                    IAtomContainer other = reordered(molecule, order);
                    int place = IntStream.range(0, order.length)
                            .filter(at -> order[at] == stem)
                            .findFirst()
                            .orElseThrow();
                    assertThat(score(network, List.of(AtomGraphs.of(other, place)))[0])
                            .as(smiles)
                            .isCloseTo(score, within(1e-12));
                }
            }
            new TorchParameters("proxy", Map.of("mpnn", network)).close();
        }
    }

    private static IAtomContainer reordered(IAtomContainer molecule, int[] order) throws CloneNotSupportedException {
        IAtomContainer copy = molecule.clone();
        copy.setAtoms(IntStream.of(order).mapToObj(copy::getAtom).toArray(IAtom[]::new));
        return copy;
    }

    private static List<AtomGraph> graphs() throws Exception {
        List<AtomGraph> graphs = new ArrayList<>();
        for (String smiles : MOLECULES) {
            graphs.add(AtomGraphs.of(smiles));
        }
        return graphs;
    }

    private static double[] score(ProxyNetwork network, List<AtomGraph> graphs) {
        NativeTensor matrices = network.bondMatrices();
        return network.score(GraphBatch.of(graphs, StemMask.FREE), matrices).doubles();
    }
}
