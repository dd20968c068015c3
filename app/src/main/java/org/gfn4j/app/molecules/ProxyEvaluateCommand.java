package org.gfn4j.app.molecules;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.ResultRow;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.molecules.proxy.Proxy;
import org.gfn4j.molecules.proxy.ProxyMetrics;
import org.gfn4j.molecules.proxy.ProxyTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the scores of a proxy with measured numbers.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(description = "Compares the scores of a network with the numbers of a table that it was not trained on.")
public final class ProxyEvaluateCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin
    private MoleculeTableOptions table = new MoleculeTableOptions();

    @Mixin
    private ProxyOptions options = new ProxyOptions();

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        ProxyTable molecules = table.read(command.commandLine().getErr());
        try (Proxy proxy = options.load()) {
            double[] scores = proxy.score(
                    molecules.graphs(),
                    options.maskOf(proxy),
                    i -> "'" + molecules.rows().get(i).name() + "'");
            ProxyMetrics metrics = ProxyMetrics.of(molecules.targets(), scores);
            PrintWriter out = command.commandLine().getOut();
            if (json) {
                out.println(JSON.writeValueAsString(RunWriter.finite(values(metrics))));
            } else {
                print(metrics, out);
            }
            out.flush();
            return 0;
        }
    }

    /** Returns the figures by name. */
    static Map<String, @Nullable Object> values(ProxyMetrics metrics) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("molecules", metrics.molecules());
        values.put("rSquared", metrics.rSquared());
        values.put("spearman", metrics.spearman());
        values.put("rmse", metrics.rmse());
        return values;
    }

    /** Prints the figures as rows of a table. */
    static void print(ProxyMetrics metrics, PrintWriter out) {
        ResultRow.print(out, "molecules", String.format(Locale.ROOT, "%,d", metrics.molecules()));
        ResultRow.print(out, "R²", format(metrics.rSquared()));
        ResultRow.print(out, "Spearman", format(metrics.spearman()));
        ResultRow.print(out, "RMSE", String.format(Locale.ROOT, "%.4g", metrics.rmse()));
    }

    private static String format(double value) {
        return Double.isNaN(value) ? "none, because all are equal" : String.format(Locale.ROOT, "%.4f", value);
    }
}
