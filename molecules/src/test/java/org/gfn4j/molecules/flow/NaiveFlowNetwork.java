package org.gfn4j.molecules.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.Stem;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.Tensor;

/** The flow network of the paper in loops over one molecule, with a whole matrix for each bond. */
final class NaiveFlowNetwork {
    private static final double SLOPE = 0.01;

    private final Map<String, Tensor> weights;
    private final MoleculeEnvironment environment;
    private final int width;
    private final int steps;
    private final boolean bothWays;

    NaiveFlowNetwork(
            Map<String, Tensor> weights, MoleculeEnvironment environment, int width, int steps, boolean bothWays) {
        this.weights = weights;
        this.environment = environment;
        this.width = width;
        this.steps = steps;
        this.bothWays = bothWays;
    }

    /** What the network says of a molecule. */
    record Answer(double[] logits, double logFlow) {}

    Answer evaluate(BlockMolecule molecule) {
        BlockVocabulary vocabulary = environment.vocabulary();
        boolean empty = molecule.size() == 0;
        int blocks = empty ? 1 : molecule.size();
        double[][] h = new double[blocks][];
        for (int block = 0; block < blocks; block++) {
            int fragment = empty ? vocabulary.fragments() : molecule.fragment(block);
            h[block] = perceptron("trunk.block2emb", row("trunk.blocks.weight", fragment), 2);
        }
        for (int step = 0; step < steps; step++) {
            double[][] next = new double[blocks][];
            for (int block = 0; block < blocks; block++) {
                next[block] = gru(leaky(message(molecule, h, block)), h[block]);
            }
            h = next;
        }
        double[] mean = new double[width];
        for (double[] state : h) {
            for (int i = 0; i < width; i++) {
                mean[i] += state[i] / blocks;
            }
        }
        double[] perMolecule = perceptron("heads.global2pred", mean, 2);
        double[] logits = new double[environment.actionCount(molecule)];
        if (environment.stopAction(molecule) >= 0) {
            logits[environment.stopAction(molecule)] = perMolecule[0];
        }
        List<Stem> stems = empty ? List.of(new Stem(0, 0)) : molecule.stems();
        for (int stem = 0; stem < stems.size(); stem++) {
            int block = stems.get(stem).block();
            int type = empty
                    ? vocabulary.attachmentTypes()
                    : vocabulary.attachmentType(
                            molecule.fragment(block), stems.get(stem).atom());
            double[] additions = perceptron("heads.stem2pred", joined(h[block], row("heads.stems.weight", type)), 3);
            for (int entry = 0; entry < additions.length; entry++) {
                logits[environment.actionOf(molecule, stem, entry)] = additions[entry];
            }
        }
        return new Answer(logits, perMolecule[1]);
    }

    /** The mean of h_j W over the neighbours j, with W = e(end at j) ⊗ e(own end), and root·h + bias. */
    private double[] message(BlockMolecule molecule, double[][] h, int block) {
        double[] sum = new double[width];
        int neighbours = 0;
        for (Bond bond : molecule.size() == 0 ? List.<Bond>of() : molecule.bonds()) {
            boolean into = bond.second() == block;
            if (!into && !(bothWays && bond.first() == block)) {
                continue;
            }
            int other = into ? bond.first() : bond.second();
            double[] from = end(molecule, other, into ? bond.firstAtom() : bond.secondAtom());
            double[] to = end(molecule, block, into ? bond.secondAtom() : bond.firstAtom());
            double[][] matrix = new double[width][width];
            for (int i = 0; i < width; i++) {
                for (int k = 0; k < width; k++) {
                    matrix[i][k] = from[i] * to[k];
                }
            }
            for (int i = 0; i < width; i++) {
                for (int k = 0; k < width; k++) {
                    sum[k] += h[other][i] * matrix[i][k];
                }
            }
            neighbours++;
        }
        double[] own = product("trunk.conv.lin.weight", "trunk.conv.bias", h[block]);
        for (int i = 0; i < width; i++) {
            own[i] += neighbours == 0 ? 0 : sum[i] / neighbours;
        }
        return own;
    }

    private double[] end(BlockMolecule molecule, int block, int atom) {
        return row("trunk.conv.ends.weight", environment.vocabulary().attachmentType(molecule.fragment(block), atom));
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
            String own = name + "." + 2 * layer;
            values = product(own + ".weight", own + ".bias", layer == 0 ? values : leaky(values));
        }
        return values;
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

    private double[] row(String name, int row) {
        return Arrays.copyOfRange(values(name), row * width, (row + 1) * width);
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
