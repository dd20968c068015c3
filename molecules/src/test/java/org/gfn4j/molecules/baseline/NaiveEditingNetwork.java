package org.gfn4j.molecules.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.Stem;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.molecules.proxy.AtomGraphs;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.Tensor;

/** The editing network in loops over one molecule. */
final class NaiveEditingNetwork {
    private static final double SLOPE = 0.01;
    private static final int BETWEEN_BLOCKS = 4;

    private final Map<String, Tensor> weights;
    private final MoleculeEnvironment environment;
    private final int width;
    private final int steps;

    NaiveEditingNetwork(Map<String, Tensor> weights, MoleculeEnvironment environment, int width, int steps) {
        this.weights = weights;
        this.environment = environment;
        this.width = width;
        this.steps = steps;
    }

    /** What the network says of a molecule; cuts are in the order of edges in, and none if they are not asked for. */
    record Answer(double[] logits, double logFlow, double[] cuts) {}

    /** Two atoms with a kind of bond. */
    private record AtomBond(int first, int second, int kind) {}

    /** An atom of a block, in all. */
    private record Place(int block, int atom) {}

    Answer evaluate(BlockMolecule molecule) throws SmilesException {
        List<Place> places = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        List<AtomBond> bonds = new ArrayList<>();
        BlockVocabulary vocabulary = environment.vocabulary();
        for (int block = 0; block < molecule.size(); block++) {
            AtomGraph graph = AtomGraphs.of(vocabulary.smiles(molecule.fragment(block)));
            int first = places.size();
            for (int atom = 0; atom < graph.atoms(); atom++) {
                places.add(new Place(block, atom));
                features.add(features(molecule, graph, block, atom));
            }
            for (int bond = 0; bond < graph.bonds(); bond++) {
                bonds.add(new AtomBond(
                        first + graph.bondAtoms()[2 * bond],
                        first + graph.bondAtoms()[2 * bond + 1],
                        graph.bondTypes()[bond]));
            }
        }
        for (Bond bond : molecule.bonds()) {
            bonds.add(new AtomBond(
                    places.indexOf(new Place(bond.first(), bond.firstAtom())),
                    places.indexOf(new Place(bond.second(), bond.secondAtom())),
                    BETWEEN_BLOCKS));
        }
        if (molecule.size() == 0) {
            places.add(new Place(0, 0));
            features.add(new double[AtomGraph.FEATURES + 3]);
            features.get(0)[AtomGraph.FEATURES + 2] = 1;
        }
        return answer(molecule, places, passed(features, bonds));
    }

    private static double[] features(BlockMolecule molecule, AtomGraph graph, int block, int atom) {
        float[] own = graph.features(StemMask.ZERO);
        double[] features = new double[AtomGraph.FEATURES + 3];
        for (int i = 0; i < AtomGraph.FEATURES; i++) {
            features[i] = own[atom * AtomGraph.FEATURES + i];
        }
        for (Bond bond : molecule.bonds()) {
            boolean bonded = (bond.first() == block && bond.firstAtom() == atom)
                    || (bond.second() == block && bond.secondAtom() == atom);
            features[AtomGraph.FEATURES] += bonded ? 1 : 0;
        }
        features[AtomGraph.FEATURES + 1] = molecule.stems().stream()
                .filter(stem -> stem.equals(new Stem(block, atom)))
                .count();
        return features;
    }

    private double[][] passed(List<double[]> features, List<AtomBond> bonds) {
        double[][] h =
                features.stream().map(x -> leaky(product("trunk.atom2emb", x))).toArray(double[][]::new);
        for (int step = 0; step < steps; step++) {
            double[][] next = new double[h.length][];
            for (int atom = 0; atom < h.length; atom++) {
                next[atom] = gru(leaky(message(h, bonds, atom)), h[atom]);
            }
            h = next;
        }
        return h;
    }

    /** The mean of h_j M over the neighbours j, and root·h + bias. */
    private double[] message(double[][] h, List<AtomBond> bonds, int atom) {
        double[] sum = new double[width];
        int neighbours = 0;
        for (AtomBond bond : bonds) {
            if (bond.first() == atom || bond.second() == atom) {
                double[] other = h[bond.first() == atom ? bond.second() : bond.first()];
                for (int i = 0; i < width; i++) {
                    for (int k = 0; k < width; k++) {
                        sum[k] += other[i] * values("trunk.bonds.weight")[(bond.kind() * width + i) * width + k];
                    }
                }
                neighbours++;
            }
        }
        double[] own = product("trunk.conv.lin.weight", "trunk.conv.bias", h[atom]);
        for (int i = 0; i < width; i++) {
            own[i] += neighbours == 0 ? 0 : sum[i] / neighbours;
        }
        return own;
    }

    private Answer answer(BlockMolecule molecule, List<Place> places, double[][] h) {
        double[] mean = new double[width];
        for (double[] atom : h) {
            for (int i = 0; i < width; i++) {
                mean[i] += atom[i] / h.length;
            }
        }
        double[] perMolecule = perceptron("heads.global2pred", mean, 2);
        double[] logits = new double[environment.actionCount(molecule)];
        if (environment.stopAction(molecule) >= 0) {
            logits[environment.stopAction(molecule)] = perMolecule[0];
        }
        BlockVocabulary vocabulary = environment.vocabulary();
        boolean empty = molecule.size() == 0;
        List<Stem> stems = empty ? List.of(new Stem(0, 0)) : molecule.stems();
        for (int stem = 0; stem < stems.size() && !molecule.isFinished(); stem++) {
            int block = stems.get(stem).block();
            int atom = stems.get(stem).atom();
            int type = empty ? vocabulary.attachmentTypes() : vocabulary.attachmentType(molecule.fragment(block), atom);
            double[] row = Arrays.copyOfRange(values("heads.stems.weight"), type * width, (type + 1) * width);
            double[] additions =
                    perceptron("heads.stem2pred", joined(h[places.indexOf(new Place(block, atom))], row), 3);
            for (int entry = 0; entry < additions.length; entry++) {
                logits[environment.actionOf(molecule, stem, entry)] = additions[entry];
            }
        }
        return new Answer(logits, perMolecule[1], cuts(molecule, places, h));
    }

    private double[] cuts(BlockMolecule molecule, List<Place> places, double[][] h) {
        if (!weights.containsKey("heads.cut2pred.0.weight") || environment.inEdgeCount(molecule) < 2) {
            return new double[environment.inEdgeCount(molecule)];
        }
        return Arrays.stream(environment.removedBlocks(molecule))
                .mapToDouble(block -> molecule.size() == 1 ? 0 : cut(molecule, places, h, block))
                .toArray();
    }

    private double cut(BlockMolecule molecule, List<Place> places, double[][] h, int block) {
        for (Bond bond : molecule.bonds()) {
            double[] first = h[places.indexOf(new Place(bond.first(), bond.firstAtom()))];
            double[] second = h[places.indexOf(new Place(bond.second(), bond.secondAtom()))];
            if (bond.first() == block) {
                return perceptron("heads.cut2pred", joined(first, second), 2)[0];
            } else if (bond.second() == block) {
                return perceptron("heads.cut2pred", joined(second, first), 2)[0];
            }
        }
        throw new IllegalArgumentException("no bond of block " + block + " in " + molecule);
    }

    private double[] gru(double[] input, double[] hidden) {
        double[] x = product("trunk.gru.weight_ih", "trunk.gru.bias_ih", input);
        double[] y = product("trunk.gru.weight_hh", "trunk.gru.bias_hh", hidden);
        double[] next = new double[width];
        for (int i = 0; i < width; i++) {
            double reset = sigmoid(x[i] + y[i]);
            double update = sigmoid(x[width + i] + y[width + i]);
            double candidate = Math.tanh(x[2 * width + i] + reset * y[2 * width + i]);
            next[i] = (1 - update) * candidate + update * hidden[i];
        }
        return next;
    }

    private double[] perceptron(String name, double[] input, int layers) {
        double[] values = input;
        for (int layer = 0; layer < layers; layer++) {
            values = product(name + "." + 2 * layer, layer == 0 ? values : leaky(values));
        }
        return values;
    }

    private double[] product(String layer, double[] input) {
        return product(layer + ".weight", layer + ".bias", input);
    }

    private double[] product(String weight, String bias, double[] input) {
        double[] result = values(bias).clone();
        double[] matrix = values(weight);
        for (int row = 0; row < result.length; row++) {
            for (int i = 0; i < input.length; i++) {
                result[row] += matrix[row * input.length + i] * input[i];
            }
        }
        return result;
    }

    private double[] values(String name) {
        if (!(weights.get(name) instanceof DoubleTensor tensor)) {
            throw new IllegalArgumentException("no '" + name + "' in double precision among " + weights.keySet());
        }
        return tensor.values();
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static double[] leaky(double[] values) {
        return Arrays.stream(values)
                .map(value -> value < 0 ? SLOPE * value : value)
                .toArray();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
