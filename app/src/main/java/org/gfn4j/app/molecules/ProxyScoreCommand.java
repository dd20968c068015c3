package org.gfn4j.app.molecules;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.TableOutput;
import org.gfn4j.molecules.chemistry.Salts;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.molecules.proxy.AtomGraphs;
import org.gfn4j.molecules.proxy.Proxy;
import org.gfn4j.text.CsvTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Scores the molecules of a file.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        description = {
            "Scores molecules with a network and writes a table with the columns index and score.",
            "An impossible molecule, with an atom of a valence that it cannot have, has no score."
        })
public final class ProxyScoreCommand implements Callable<Integer> {
    private static final String MOLECULES = "--molecules";

    @Mixin
    private ProxyOptions options = new ProxyOptions();

    @Option(
            names = MOLECULES,
            paramLabel = "FILE",
            required = true,
            description = "Molecules: lines of SMILES (.smi), whose index counts from 0, or graphs of blocks (.json).")
    private String molecules = "";

    @Option(
            names = "--blocks",
            paramLabel = "FILE",
            description = "Vocabulary of the block graphs. Default: that of gfn4j.")
    private @Nullable String blocks;

    @Mixin
    private SaltsOption salts = new SaltsOption();

    @Mixin
    private TableOutput out = new TableOutput();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        out.check();
        List<ListedMolecule> read = ListedMolecule.read(MOLECULES, molecules, blocks, salts.choice());
        String table;
        try (Proxy proxy = options.load()) {
            table = table(read, proxy);
        }
        PrintWriter err = command.commandLine().getErr();
        salts.say(ListedMolecule.peculiarities(read), read.size(), err);
        out.write(table, command.commandLine());
        return 0;
    }

    private String table(List<ListedMolecule> read, Proxy proxy) {
        List<ListedMolecule> possible = new ArrayList<>();
        List<AtomGraph> graphs = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (ListedMolecule each : read) {
            try {
                if (each.assembled().isPresent()) {
                    graphs.add(AtomGraphs.of(each.assembled().get()));
                    possible.add(each);
                } else {
                    without.add("index " + each.index() + ": " + each.refusal());
                }
            } catch (IllegalArgumentException e) {
                without.add("index " + each.index() + ", '" + each.name() + "': " + Failures.describe(e));
            }
        }
        if (!without.isEmpty()) {
            command.commandLine()
                    .getErr()
                    .println("gfn4j: " + without.size() + " of " + read.size()
                            + " molecules have no score, the first at " + without.get(0));
        }
        double[] scores = proxy.score(
                graphs,
                options.maskOf(proxy),
                i -> "'" + possible.get(i).name() + "', index "
                        + possible.get(i).index());
        boolean scored = salts.choice() == Salts.LARGEST_FRAGMENT;
        int columns = scored ? 3 : 2;
        CsvTable table = new CsvTable(List.of("index", "score", "scored").subList(0, columns));
        int next = 0;
        for (ListedMolecule each : read) {
            boolean known = next < scores.length && possible.get(next).equals(each);
            table.add(Arrays.asList(each.index(), known ? scores[next++] : null, scored ? each.scored() : "")
                    .subList(0, columns));
        }
        return table.text();
    }
}
