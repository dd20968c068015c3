package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gfn4j.model.StepSettings;
import org.gfn4j.storage.Tensor;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchParameters;

/**
 * Trains a proxy on a table of molecules with numbers.
 *
 * <p>The table is cut at random into molecules to train on, to validate on and to test on. Adam lowers the mean squared
 * error of targets that are standardised with mean and standard deviation of the training molecules; the weights of the
 * epoch with the smallest error on the validation molecules are kept, and mean and deviation beside them.
 * The same table and options give the same weights, bit for bit, on the same machine.
 *
 * <p>Thread-safety: immutable; a call of {@link #train} is confined to one thread.
 */
public final class ProxyTraining {
    /** Gradients are scaled down to this norm, because a few molecules with far too large an error would spoil the rest. */
    private static final double LARGEST_GRADIENT = 5;

    /** The learning rate falls to this share of itself. */
    private static final double LAST_RATE = 0.01;

    /** The share of the error by which the scores of a file may differ from those of training. */
    private static final double ROUNDING = 1e-3;

    private final ProxyTrainingOptions options;

    /**
     * Makes a training.
     *
     * @param options how to train
     */
    public ProxyTraining(ProxyTrainingOptions options) {
        this.options = options;
    }

    /**
     * Trains.
     *
     * @param table the molecules, at least ten
     * @param target what the numbers are, such as the name of their column
     * @param units their units, perhaps empty
     * @param progress hears of each epoch
     * @return the proxy and what it can do
     * @throws IllegalArgumentException if there are too few molecules, or all those to train on have the same number
     * @throws ArithmeticException if the error became infinite or NaN, as with a learning rate that is too large
     */
    public TrainedProxy train(ProxyTable table, String target, String units, Consumer<EpochReport> progress) {
        return train(table, target, units, progress, proxy -> {});
    }

    /**
     * Trains, and lets what has been reached be kept before the end.
     *
     * @param table the molecules, at least ten
     * @param target what the numbers are, such as the name of their column
     * @param units their units, perhaps empty
     * @param progress hears of each epoch
     * @param better hears after each epoch with the smallest error so far; what it gets makes the proxy of that epoch, and is
     *     to be called before it returns or not at all
     * @return the proxy and what it can do
     * @throws IllegalArgumentException if there are too few molecules, or all those to train on have the same number
     * @throws ArithmeticException if the error became infinite or NaN, as with a learning rate that is too large
     */
    public TrainedProxy train(
            ProxyTable table,
            String target,
            String units,
            Consumer<EpochReport> progress,
            Consumer<Supplier<TrainedProxy>> better) {
        Split split = Split.of(table, options);
        Scaling scaling = Scaling.of(split.training());
        SplittableRandom random = new SplittableRandom(options.seed());
        ProxyNetwork network = new ProxyNetwork(options.shape(), Precision.SINGLE, random.split());
        try (TorchParameters parameters = new TorchParameters("proxy", Map.of(ProxyFiles.GROUP, network))) {
            Run run = new Run(split, scaling, network, parameters, random.split(), progress);
            run.walk(() -> better.accept(() -> trained(run, target, units)));
            parameters.restore(run.best);
            return trained(run, target, units);
        }
    }

    /** Returns the proxy of the best weights, which are those of the network. */
    private TrainedProxy trained(Run run, String target, String units) {
        Split split = run.split;
        ProxyMetrics validation = metrics(split.validation(), run.scores(split.validation()));
        double[] scores = run.scores(split.test());
        ProxyMetrics test = metrics(split.test(), scores);
        Map<String, String> details = details(split, run, validation, test);
        return new TrainedProxy(
                new ProxyDescription(target, units, options.shape(), options.mask(), details),
                run.reports,
                validation,
                test,
                parity(split.test(), scores),
                run.scaling.beside(run.best));
    }

    /**
     * Scores the molecules that training did not see with the network in a file.
     *
     * @param trained the proxy, as it was trained with these options
     * @param file where it has been written to
     * @param table what it was trained on
     * @return the proxy with the figures and pairs that the file gives
     * @throws IOException if the file cannot be read, or gives other scores than those of training but for rounding
     * @throws ArithmeticException if a score is not finite
     */
    public TrainedProxy measured(TrainedProxy trained, Path file, ProxyTable table) throws IOException {
        Split split = Split.of(table, options);
        try (Proxy proxy = Proxy.load(file)) {
            ProxyMetrics validation =
                    metrics(split.validation(), proxy.score(split.validation().graphs()));
            double[] scores = proxy.score(split.test().graphs());
            double[] before =
                    trained.parity().stream().mapToDouble(ParityPair::score).toArray();
            double difference = ProxyMetrics.of(before, scores).rmse();
            if (difference > ROUNDING * trained.test().rmse()) {
                throw new ProxyFileException(
                        file.toString(),
                        "its scores differ by " + difference + " from those of training, whose error is "
                                + trained.test().rmse());
            }
            return new TrainedProxy(
                    trained.description(),
                    trained.epochs(),
                    validation,
                    metrics(split.test(), scores),
                    parity(split.test(), scores),
                    trained.tensors());
        }
    }

    private static ProxyMetrics metrics(ProxyTable table, double[] scores) {
        return ProxyMetrics.of(table.targets(), scores);
    }

    private static List<ParityPair> parity(ProxyTable table, double[] scores) {
        List<ParityPair> pairs = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            pairs.add(new ParityPair(
                    table.rows().get(i).name(), table.rows().get(i).target(), scores[i]));
        }
        return pairs;
    }

    private Map<String, String> details(Split split, Run run, ProxyMetrics validation, ProxyMetrics test) {
        Map<String, String> details = new TreeMap<>();
        details.put("task", "regression of " + AtomGraph.FEATURES + " atom features");
        details.put("seed", String.valueOf(options.seed()));
        details.put("trainingMolecules", String.valueOf(split.training().size()));
        details.put("epochs", String.valueOf(run.reports.size()));
        details.put("bestEpoch", String.valueOf(run.bestEpoch));
        details.put("batch", String.valueOf(options.batch()));
        details.put("learningRate", String.valueOf(options.learningRate()));
        details.put("weightDecay", String.valueOf(options.weightDecay()));
        add(details, "validation", validation);
        add(details, "test", test);
        return details;
    }

    private static void add(Map<String, String> details, String part, ProxyMetrics metrics) {
        details.put(part + "Molecules", String.valueOf(metrics.molecules()));
        details.put(part + "RSquared", String.valueOf(metrics.rSquared()));
        details.put(part + "Spearman", String.valueOf(metrics.spearman()));
        details.put(part + "Rmse", String.valueOf(metrics.rmse()));
    }

    /** The course of a training. */
    private final class Run {
        private final Split split;
        private final Scaling scaling;
        private final double[] standardised;
        private final ProxyNetwork network;
        private final TorchParameters parameters;
        private final SplittableRandom random;
        private final Consumer<EpochReport> progress;
        private final List<EpochReport> reports = new ArrayList<>();
        private Map<String, Tensor> best;
        private double bestRmse = Double.POSITIVE_INFINITY;
        private int bestEpoch;

        Run(
                Split split,
                Scaling scaling,
                ProxyNetwork network,
                TorchParameters parameters,
                SplittableRandom random,
                Consumer<EpochReport> progress) {
            this.split = split;
            this.scaling = scaling;
            this.standardised = scaling.standardised(split.training());
            this.network = network;
            this.parameters = parameters;
            this.random = random;
            this.progress = progress;
            this.best = parameters.values();
        }

        void walk(Runnable better) {
            int size = split.training().size();
            int steps = (size + options.batch() - 1) / options.batch();
            for (int epoch = 1; epoch <= options.epochs() && epoch - bestEpoch <= options.patience(); epoch++) {
                int[] order = Split.shuffled(size, random);
                double squares = 0;
                for (int step = 0; step < steps; step++) {
                    int from = step * options.batch();
                    double done = (epoch - 1 + (double) step / steps) / options.epochs();
                    squares += step(Arrays.copyOfRange(order, from, Math.min(size, from + options.batch())), done);
                }
                double rmse =
                        metrics(split.validation(), scores(split.validation())).rmse();
                boolean isBest = rmse < bestRmse;
                if (isBest) {
                    bestRmse = rmse;
                    bestEpoch = epoch;
                    best = parameters.values();
                }
                EpochReport report = new EpochReport(
                        epoch,
                        options.epochs(),
                        Math.sqrt(squares / size) * scaling.deviation(),
                        rmse,
                        bestEpoch,
                        bestRmse);
                reports.add(report);
                progress.accept(report);
                if (isBest) {
                    better.run();
                }
            }
        }

        /** Takes one step and returns the sum of the squared errors before it. */
        private double step(int[] rows, double done) {
            List<AtomGraph> graphs = new ArrayList<>();
            double[] targets = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                graphs.add(split.training().rows().get(rows[i]).graph());
                targets[i] = standardised[rows[i]];
            }
            double loss;
            try (NativeScope scope = NativeScope.open()) {
                NativeTensor scores = network.score(GraphBatch.of(graphs, options.mask()), network.bondMatrices());
                NativeTensor errors = scores.minus(NativeTensor.of(Precision.SINGLE, targets, targets.length));
                NativeTensor mean = errors.square().mean();
                mean.backward();
                loss = mean.doubles()[0];
            }
            double norm = parameters.gradientNorm();
            if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
                throw new ArithmeticException("training has diverged: the mean squared error of a minibatch is " + loss
                        + ", the norm of its gradient " + norm + "; a learning rate below " + options.learningRate()
                        + " may help");
            }
            double rate = options.learningRate() * (LAST_RATE + (1 - LAST_RATE) * (1 + Math.cos(Math.PI * done)) / 2);
            parameters.step(
                    Map.of(ProxyFiles.GROUP, new StepSettings(rate, options.weightDecay())),
                    Math.min(1, LARGEST_GRADIENT / norm));
            return loss * rows.length;
        }

        /** Scores in units of the target. */
        double[] scores(ProxyTable table) {
            try (NativeScope scope = NativeScope.withoutGradient()) {
                double[] scores =
                        Scoring.score(network, network.bondMatrices(), scaling, table.graphs(), options.mask());
                if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
                    throw new ArithmeticException(
                            "training has diverged: the network gives scores that are not finite; "
                                    + "a learning rate below " + options.learningRate() + " may help");
                }
                return scores;
            }
        }
    }
}
