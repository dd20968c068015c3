package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.Progress;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.report.ParityPlot;
import org.gfn4j.molecules.proxy.EpochReport;
import org.gfn4j.molecules.proxy.ParityPair;
import org.gfn4j.molecules.proxy.ProxyShape;
import org.gfn4j.molecules.proxy.ProxyTable;
import org.gfn4j.molecules.proxy.ProxyTraining;
import org.gfn4j.molecules.proxy.ProxyTrainingOptions;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.molecules.proxy.TrainedProxy;
import org.gfn4j.storage.AtomicFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains a network on a table of molecules with measured numbers.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        description = {
            "Trains a network that scores molecules on a table of SMILES and numbers.",
            "A tenth of the table decides when to stop. Another tenth, which training never sees, measures the "
                    + "network; a plot of it goes beside the weights."
        })
public final class ProxyTrainCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String OUT = "--out";
    private static final ProxyTrainingOptions DEFAULT = ProxyTrainingOptions.DEFAULT;

    @Mixin
    private MoleculeTableOptions table = new MoleculeTableOptions();

    @Option(
            names = OUT,
            paramLabel = "FILE",
            required = true,
            description = "Output file for the weights " + "(.safetensors).")
    private String out = "";

    @Option(names = "--width", paramLabel = "NUMBER", description = "Features of an atom; 64 in the paper.")
    @WholeNumber(min = 1, max = 1024)
    private int width = DEFAULT.shape().width();

    @Option(
            names = "--edge-width",
            paramLabel = "NUMBER",
            description = "Width of the network that makes the bond matrices; 128 in the paper.")
    @WholeNumber(min = 1, max = 1024)
    private int edgeWidth = DEFAULT.shape().edgeWidth();

    @Option(names = "--steps", paramLabel = "NUMBER", description = "Number of message-passing steps; 12 in the paper.")
    @WholeNumber(min = 1, max = 100)
    private int steps = DEFAULT.shape().steps();

    @Option(names = "--epochs", paramLabel = "NUMBER", description = "Largest number of epochs.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int epochs = DEFAULT.epochs();

    @Option(
            names = "--patience",
            paramLabel = "NUMBER",
            description = "Epochs without a smaller error after which training stops.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int patience = DEFAULT.patience();

    @Option(names = "--batch", paramLabel = "NUMBER", description = "Molecules in a batch.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int batch = DEFAULT.batch();

    @Option(names = "--learning-rate", paramLabel = "NUMBER", description = "Initial step size of Adam.")
    @DecimalNumber(above = 0, max = 100)
    private double learningRate = DEFAULT.learningRate();

    @Option(names = "--stem-mask", paramLabel = "NAME", description = "Atoms to mark: the first, or none.")
    private StemMask mask = DEFAULT.mask();

    @Option(names = "--units", paramLabel = "TEXT", description = "Units of the numbers, for the record.")
    private String units = "";

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of the split, the weights and the order.")
    @WholeNumber(min = 0)
    private long seed = DEFAULT.seed();

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        Path weights = FileOptions.output(OUT, out, "safetensors");
        ProxyTable molecules = table.read(command.commandLine().getErr());
        TrainedProxy trained = write(train(molecules), molecules, weights);
        Path plot = weights.resolveSibling(weights.getFileName().toString().replaceFirst("[.][^.]*$", "") + ".png");
        FileOptions.write(
                plot,
                ParityPlot.png(
                        table.target(),
                        trained.parity().stream()
                                .mapToDouble(ParityPair::target)
                                .toArray(),
                        trained.parity().stream().mapToDouble(ParityPair::score).toArray()));
        print(trained);
        command.commandLine().getErr().println("gfn4j: wrote " + weights + " and " + plot);
        return 0;
    }

    private TrainedProxy train(ProxyTable molecules) {
        CommandLine line = command.commandLine();
        try (Progress progress = new Progress("epochs", epochs, line.getErr())) {
            return new ProxyTraining(options())
                    .train(
                            molecules,
                            table.target(),
                            units,
                            report -> progress.stepTo(report.epoch(), describe(report)));
        } catch (IllegalArgumentException e) {
            throw FileOptions.refusal("--data", e);
        } catch (ArithmeticException e) {
            throw new WrongOptionException("Invalid value for option '--learning-rate': " + Failures.describe(e));
        }
    }

    private ProxyTrainingOptions options() {
        return new ProxyTrainingOptions(
                new ProxyShape(width, edgeWidth, steps, DEFAULT.shape().readoutSteps()),
                mask,
                seed,
                epochs,
                patience,
                batch,
                learningRate,
                DEFAULT.weightDecay(),
                DEFAULT.validationShare(),
                DEFAULT.testShare());
    }

    private static String describe(EpochReport report) {
        return String.format(
                Locale.ROOT,
                "error %.4g, best %.4g in epoch %d",
                report.validationRmse(),
                report.bestRmse(),
                report.bestEpoch());
    }

    /** Returns what has been written, measured as it stands in the file. */
    private TrainedProxy write(TrainedProxy trained, ProxyTable molecules, Path weights) {
        try (AtomicFile file = AtomicFile.beside(weights)) {
            trained.write(file.part());
            TrainedProxy measured = new ProxyTraining(options()).measured(trained, file.part(), molecules);
            file.commit();
            return measured;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '" + weights + "': " + Failures.describe(e), e);
        }
    }

    private void print(TrainedProxy trained) {
        PrintWriter standard = command.commandLine().getOut();
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("epochs", trained.epochs().size());
            values.put("test", RunWriter.finite(ProxyEvaluateCommand.values(trained.test())));
            values.put("validation", RunWriter.finite(ProxyEvaluateCommand.values(trained.validation())));
            standard.println(JSON.writeValueAsString(values));
        } else {
            standard.println("On molecules unseen in training:");
            ProxyEvaluateCommand.print(trained.test(), standard);
        }
        standard.flush();
    }
}
