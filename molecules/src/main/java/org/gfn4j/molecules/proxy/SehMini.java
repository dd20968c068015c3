package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;

/**
 * Makes the network of the reward {@code seh-mini}: a small proxy that learns the scores which the proxy of Bengio et al. 2021
 * gives to molecules of the project's own blocks, one half of them built at random, the other by chains that climb.
 *
 * <p>Thread-safety: immutable; a call of {@link #train} is confined to one thread.
 *
 * @param molecules how many molecules there are to train and validate on, at least 20
 * @param epochs how often training walks through them
 * @param shape the size of the network
 * @param seed the seed of molecules and training
 */
public record SehMini(int molecules, int epochs, ProxyShape shape, long seed) {
    /** What made the network in the jar. */
    public static final SehMini STANDARD = new SehMini(24_000, 5, new ProxyShape(48, 16, 6, 3), 1);

    private static final int UNSEEN = 1000;
    private static final double HELD_OUT = 0.04;
    private static final int BATCH = 32;
    private static final double LEARNING_RATE = 2e-3;

    /**
     * A network with what it can do on molecules that are in no part of its table.
     *
     * @param proxy the network
     * @param random how well it does on molecules built at random
     * @param climbing how well it does on molecules of chains that climb
     */
    public record Result(TrainedProxy proxy, ProxyMetrics random, ProxyMetrics climbing) {}

    /**
     * Makes the molecules and trains.
     *
     * @param teacher the proxy that scores them
     * @param progress hears of each epoch
     * @return the network with its figures
     */
    public Result train(Proxy teacher, Consumer<EpochReport> progress) {
        MoleculeEnvironment environment = new MoleculeEnvironment(BlockVocabulary.standard());
        TeacherTable table = new TeacherTable(teacher, StemMask.FREE, environment, new SplittableRandom(seed));
        List<ProxyTable.Row> rows = new ArrayList<>();
        table.random(molecules / 2).forEach(scored -> rows.add(scored.row()));
        table.climbing(molecules - molecules / 2).forEach(scored -> rows.add(scored.row()));
        ProxyTrainingOptions options = new ProxyTrainingOptions(
                shape, StemMask.FREE, seed, epochs, epochs, BATCH, LEARNING_RATE, 0, HELD_OUT, HELD_OUT);
        TrainedProxy proxy = new ProxyTraining(options)
                .train(new ProxyTable(rows), teacherName(), "4 − (min(0, docking score) + 8.6)/1.10", progress);
        TeacherTable unseen = table.another(new SplittableRandom(~seed));
        return new Result(proxy, compare(proxy, unseen.random(UNSEEN)), compare(proxy, unseen.climbing(UNSEEN)));
    }

    private static String teacherName() {
        return "score of the proxy of Bengio et al. 2021 for soluble epoxide hydrolase";
    }

    private static ProxyMetrics compare(TrainedProxy trained, List<TeacherTable.Scored> unseen) {
        try (Proxy proxy = trained.open()) {
            double[] targets =
                    unseen.stream().mapToDouble(TeacherTable.Scored::score).toArray();
            return ProxyMetrics.of(
                    targets,
                    proxy.score(unseen.stream().map(TeacherTable.Scored::graph).toList()));
        }
    }

    /**
     * Makes the network in the jar, or another one if numbers are given.
     *
     * @param arguments the file of the proxy of Bengio et al. 2021, the file to write, and perhaps the numbers of molecules and
     *     of epochs
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2 && arguments.length != 4) {
            throw new IllegalArgumentException(
                    "the arguments are TEACHER OUT [MOLECULES EPOCHS], but there are " + arguments.length);
        }
        SehMini mini = arguments.length == 2
                ? STANDARD
                : new SehMini(
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        STANDARD.shape(),
                        STANDARD.seed());
        try (Proxy teacher = Proxy.load(Path.of(arguments[0]))) {
            Result result = mini.train(teacher, SehMini::print);
            result.proxy().write(Path.of(arguments[1]));
            print("test part", result.proxy().test());
            print("unseen random", result.random());
            print("unseen climbing", result.climbing());
        }
    }

    private static void print(EpochReport report) {
        System.out.printf(
                Locale.ROOT,
                "epoch %d of %d: training RMSE %.4f, validation RMSE %.4f%n",
                report.epoch(),
                report.epochs(),
                report.trainingRmse(),
                report.validationRmse());
    }

    private static void print(String what, ProxyMetrics metrics) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d molecules, Spearman %.4f, R² %.4f, RMSE %.4f%n",
                what,
                metrics.molecules(),
                metrics.spearman(),
                metrics.rSquared(),
                metrics.rmse());
    }
}
