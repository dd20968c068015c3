package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;

/**
 * Makes the network of the reward {@code seh-mini}: a small proxy that learns the scores which the proxy of Bengio et al. 2021
 * gives to molecules of the project's own blocks.
 *
 * <p>A fifth of the molecules is built at random, a fifth proposed by short and two fifths by long chains that climb the
 * teacher. The last fifth comes of pupils, smaller networks that are trained for a few epochs on all molecules so far: short
 * and long chains, half and half, climb the pupil and find what it takes for better than it is.
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
    public static final SehMini STANDARD = new SehMini(80_000, 14, new ProxyShape(64, 16, 6, 3), 1);

    private static final int PUPILS = 2;
    private static final int PUPIL_EPOCHS = 3;
    private static final ProxyShape PUPIL = new ProxyShape(48, 16, 6, 3);
    private static final double HELD_OUT = 0.03;
    private static final int BATCH = 32;
    private static final double LEARNING_RATE = 2e-3;

    private static final int UNSEEN = 4000;
    private static final int CLIMBED = 10_000;
    private static final int LAST_CLIMBED = 1000;

    /**
     * Makes the molecules and trains.
     *
     * @param teacher the proxy that scores them
     * @param progress hears of each epoch, those of pupils included
     * @param better hears after each epoch that made the network better
     * @return the network with its figures
     */
    public Result train(Proxy teacher, Consumer<EpochReport> progress, Consumer<Supplier<TrainedProxy>> better) {
        MoleculeEnvironment environment = new MoleculeEnvironment(BlockVocabulary.standard());
        TeacherTable table = new TeacherTable(teacher, StemMask.FREE, environment, new SplittableRandom(seed));
        List<TeacherTable.Scored> all = new ArrayList<>();
        int part = molecules / 5;
        all.addAll(table.random(molecules - 4 * part));
        all.addAll(table.climbing(Climb.SHORT, part));
        all.addAll(table.climbing(Climb.LONG, 2 * part));
        for (int i = 0; i < PUPILS; i++) {
            TrainedProxy pupil = train(all, PUPIL, PUPIL_EPOCHS, progress, proxy -> {});
            int now = part * (i + 1) / PUPILS - part * i / PUPILS;
            try (Proxy guide = pupil.open()) {
                all.addAll(table.climbing(guide, Climb.SHORT, now / 2));
                all.addAll(table.climbing(guide, Climb.LONG, now - now / 2));
            }
        }
        TrainedProxy proxy = train(all, shape, epochs, progress, better);
        return new Result(proxy, parts(proxy, table.another(new SplittableRandom(~seed))));
    }

    private TrainedProxy train(
            List<TeacherTable.Scored> molecules,
            ProxyShape size,
            int walks,
            Consumer<EpochReport> progress,
            Consumer<Supplier<TrainedProxy>> better) {
        ProxyTrainingOptions options = new ProxyTrainingOptions(
                size, StemMask.FREE, seed, walks, walks, BATCH, LEARNING_RATE, 0, HELD_OUT, HELD_OUT);
        List<ProxyTable.Row> rows =
                molecules.stream().map(TeacherTable.Scored::row).toList();
        return new ProxyTraining(options)
                .train(
                        new ProxyTable(rows),
                        "score of the proxy of Bengio et al. 2021 for soluble epoxide hydrolase",
                        "4 − (min(0, docking score) + 8.6)/1.10",
                        progress,
                        better);
    }

    private static List<Part> parts(TrainedProxy trained, TeacherTable unseen) {
        try (Proxy proxy = trained.open()) {
            List<TeacherTable.Scored> chains = new ArrayList<>(unseen.climbing(Climb.SHORT, UNSEEN));
            List<TeacherTable.Scored> longChains = unseen.climbing(Climb.LONG, UNSEEN);
            List<TeacherTable.Scored> climbed = unseen.climbing(proxy, Climb.LONG, CLIMBED);
            List<Part> parts = new ArrayList<>();
            parts.add(Part.of("random", unseen.random(UNSEEN), proxy));
            parts.add(Part.of("short chains", chains, proxy));
            parts.add(Part.of("long chains", longChains, proxy));
            chains.addAll(longChains);
            for (double least : new double[] {6, 7}) {
                List<TeacherTable.Scored> above =
                        chains.stream().filter(scored -> scored.score() > least).toList();
                if (!above.isEmpty()) {
                    parts.add(Part.of("of both chains, teacher above " + least, above, proxy));
                }
            }
            parts.add(Part.of(
                    "last of long chains that climb the network",
                    climbed.subList(CLIMBED - LAST_CLIMBED, CLIMBED),
                    proxy));
            return parts;
        }
    }

    /**
     * A network with what it can do.
     *
     * @param proxy the network
     * @param parts how well it does on molecules that are in no part of its table
     */
    public record Result(TrainedProxy proxy, List<Part> parts) {
        /** Keeps a copy of the list. */
        public Result {
            parts = List.copyOf(parts);
        }
    }

    /**
     * How well a network does on some molecules.
     *
     * @param name what the molecules are
     * @param metrics how well its scores agree with the teacher's
     * @param meanTarget the mean score of the teacher
     * @param meanScore the mean score of the network
     * @param best the highest score of the teacher
     */
    public record Part(String name, ProxyMetrics metrics, double meanTarget, double meanScore, double best) {
        private static Part of(String name, List<TeacherTable.Scored> molecules, Proxy proxy) {
            double[] targets =
                    molecules.stream().mapToDouble(TeacherTable.Scored::score).toArray();
            double[] scores = proxy.score(
                    molecules.stream().map(TeacherTable.Scored::graph).toList());
            return new Part(
                    name,
                    ProxyMetrics.of(targets, scores),
                    Arrays.stream(targets).average().orElseThrow(),
                    Arrays.stream(scores).average().orElseThrow(),
                    Arrays.stream(targets).max().orElseThrow());
        }
    }

    /**
     * Makes the network in the jar, or another one if numbers are given. The file is written after each epoch that made the
     * network better.
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
        Path file = Path.of(arguments[1]);
        try (Proxy teacher = Proxy.load(Path.of(arguments[0]))) {
            Result result = mini.train(teacher, SehMini::print, proxy -> write(proxy.get(), file));
            result.proxy().write(file);
            print("test part", result.proxy().test());
            result.parts().forEach(SehMini::print);
        }
    }

    private static void write(TrainedProxy proxy, Path file) {
        try {
            proxy.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static void print(Part part) {
        print(part.name(), part.metrics());
        System.out.printf(
                Locale.ROOT,
                "  mean of the teacher %.3f, of the network %.3f, best of the teacher %.3f%n",
                part.meanTarget(),
                part.meanScore(),
                part.best());
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
