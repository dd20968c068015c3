package org.gfn4j.molecules.proxy;

import java.util.Map;

/** The network of the paper, written down bond by bond and number by number. */
final class NaiveProxy {
    private final ProxyShape shape;
    private final int width;
    private final Map<String, double[]> weights;

    NaiveProxy(ProxyShape shape, Map<String, double[]> weights) {
        this.shape = shape;
        this.width = shape.width();
        this.weights = weights;
    }

    double score(AtomGraph graph, StemMask mask) {
        float[] features = graph.features(mask);
        double[][] states = new double[graph.atoms()][];
        for (int atom = 0; atom < states.length; atom++) {
            double[] row = new double[AtomGraph.FEATURES];
            for (int i = 0; i < row.length; i++) {
                row[i] = features[atom * row.length + i];
            }
            states[atom] = leaky(affine("lin0.weight", "lin0.bias", row));
        }
        for (int step = 0; step < shape.steps(); step++) {
            double[][] next = new double[states.length][];
            for (int atom = 0; atom < states.length; atom++) {
                next[atom] = gru(leaky(message(graph, atom, states)), states[atom]);
            }
            states = next;
        }
        return affine("lin3.weight", "lin3.bias", readout(states))[0];
    }

    private double[] message(AtomGraph graph, int atom, double[][] states) {
        double[] sum = new double[width];
        int degree = 0;
        for (int bond = 0; bond < graph.bonds(); bond++) {
            for (int side = 0; side < 2; side++) {
                if (graph.end(bond, side) == atom) {
                    double[] oneHot = new double[AtomGraph.BOND_TYPES];
                    oneHot[graph.type(bond)] = 1;
                    double[] matrix = affine(
                            "conv.nn.2.weight",
                            "conv.nn.2.bias",
                            leaky(affine("conv.nn.0.weight", "conv.nn.0.bias", oneHot)));
                    double[] neighbour = states[graph.end(bond, 1 - side)];
                    for (int i = 0; i < width; i++) {
                        for (int j = 0; j < width; j++) {
                            sum[j] += neighbour[i] * matrix[i * width + j];
                        }
                    }
                    degree++;
                }
            }
        }
        double[] message = affine("conv.lin.weight", "conv.bias", states[atom]);
        for (int i = 0; i < width; i++) {
            message[i] += degree == 0 ? 0 : sum[i] / degree;
        }
        return message;
    }

    private double[] gru(double[] input, double[] state) {
        double[] gi = affine("gru.weight_ih_l0", "gru.bias_ih_l0", input);
        double[] gh = affine("gru.weight_hh_l0", "gru.bias_hh_l0", state);
        double[] next = new double[width];
        for (int i = 0; i < width; i++) {
            double r = sigmoid(gi[i] + gh[i]);
            double z = sigmoid(gi[width + i] + gh[width + i]);
            double n = Math.tanh(gi[2 * width + i] + r * gh[2 * width + i]);
            next[i] = (1 - z) * n + z * state[i];
        }
        return next;
    }

    private double[] readout(double[][] states) {
        double[] result = new double[2 * width];
        double[] hidden = new double[width];
        double[] cell = new double[width];
        for (int step = 0; step < shape.readoutSteps(); step++) {
            double[] x = affine("set2set.lstm.weight_ih_l0", "set2set.lstm.bias_ih_l0", result);
            double[] h = affine("set2set.lstm.weight_hh_l0", "set2set.lstm.bias_hh_l0", hidden);
            for (int i = 0; i < width; i++) {
                double in = sigmoid(x[i] + h[i]);
                double forget = sigmoid(x[width + i] + h[width + i]);
                double candidate = Math.tanh(x[2 * width + i] + h[2 * width + i]);
                double out = sigmoid(x[3 * width + i] + h[3 * width + i]);
                cell[i] = forget * cell[i] + in * candidate;
                hidden[i] = out * Math.tanh(cell[i]);
            }
            double total = 0;
            double[] read = new double[width];
            for (double[] state : states) {
                double energy = 0;
                for (int i = 0; i < width; i++) {
                    energy += state[i] * hidden[i];
                }
                double weight = Math.exp(energy);
                total += weight;
                for (int i = 0; i < width; i++) {
                    read[i] += weight * state[i];
                }
            }
            for (int i = 0; i < width; i++) {
                result[i] = hidden[i];
                result[width + i] = read[i] / total;
            }
        }
        return result;
    }

    private double[] affine(String weight, String bias, double[] input) {
        double[] matrix = weights.get(weight);
        double[] result = weights.get(bias).clone();
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < input.length; j++) {
                result[i] += matrix[i * input.length + j] * input[j];
            }
        }
        return result;
    }

    private static double[] leaky(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] >= 0 ? values[i] : 0.01 * values[i];
        }
        return result;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
