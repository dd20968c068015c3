package org.gfn4j.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.molecules.proxy.AtomGraphs;
import org.gfn4j.molecules.proxy.Proxy;
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
            "A molecule that is impossible, because an atom would have a valence that it cannot have, has no score."
        })
final class ProxyScoreCommand implements Callable<Integer> {
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
            description = "Vocabulary that the graphs of blocks are made of. Default: the project's own.")
    private @Nullable String blocks;

    @Mixin
    private TableOutput out = new TableOutput();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        out.check();
        List<ListedMolecule> read = ListedMolecule.read(MOLECULES, molecules, blocks);
        String table;
        try (Proxy proxy = options.load()) {
            table = table(read, proxy);
        }
        long impossible =
                read.stream().filter(each -> each.assembled().isEmpty()).count();
        if (impossible > 0) {
            command.commandLine()
                    .getErr()
                    .println("gfn4j: " + impossible + " of " + read.size()
                            + " molecules are impossible and have no score");
        }
        out.write(table, command.commandLine());
        return 0;
    }

    private String table(List<ListedMolecule> read, Proxy proxy) {
        List<ListedMolecule> possible =
                read.stream().filter(each -> each.assembled().isPresent()).toList();
        List<AtomGraph> graphs = possible.stream()
                .map(each -> AtomGraphs.of(each.assembled().orElseThrow()))
                .toList();
        double[] scores = proxy.score(
                graphs,
                options.maskOf(proxy),
                i -> "'" + possible.get(i).name() + "', index "
                        + possible.get(i).index());
        StringBuilder table = new StringBuilder("index,score\n");
        int next = 0;
        for (ListedMolecule each : read) {
            table.append(each.index()).append(',');
            if (each.assembled().isPresent()) {
                table.append(scores[next]);
                next++;
            }
            table.append('\n');
        }
        return table.toString();
    }
}
