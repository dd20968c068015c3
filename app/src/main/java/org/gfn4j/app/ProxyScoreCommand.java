package org.gfn4j.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
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
    private static final String BLOCKS = "--blocks";
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private ProxyOptions options = new ProxyOptions();

    @Option(
            names = MOLECULES,
            paramLabel = "FILE",
            required = true,
            description = "Molecules: lines of SMILES (.smi), whose index counts from 0, or graphs of blocks (.json).")
    private String molecules = "";

    @Option(
            names = BLOCKS,
            paramLabel = "FILE",
            description = "Vocabulary that the graphs of blocks are made of. Default: the project's own.")
    private @Nullable String blocks;

    @Option(names = "--out", paramLabel = "FILE", description = "Table (.csv), or - for standard output. Default -.")
    private String out = STANDARD_OUTPUT;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** A molecule of the file; without a graph if it is impossible. */
    private record Indexed(long index, @Nullable AtomGraph graph) {}

    @Override
    public Integer call() {
        Path target = out.equals(STANDARD_OUTPUT) ? null : FileOptions.output("--out", out, "csv");
        Path file = FileOptions.input(MOLECULES, molecules, "smi", "json");
        List<Indexed> read = DataFile.endingOf(file).equals("json") ? graphsOfBlocks(file) : graphsOfSmiles(file);
        byte[] table;
        try (Proxy proxy = options.load()) {
            table = table(read, proxy).getBytes(StandardCharsets.UTF_8);
        }
        PrintWriter err = command.commandLine().getErr();
        long impossible = read.stream().filter(each -> each.graph() == null).count();
        if (impossible > 0) {
            err.println("gfn4j: " + impossible + " of " + read.size() + " molecules are impossible and have no score");
        }
        if (target == null) {
            PrintWriter standard = command.commandLine().getOut();
            standard.print(new String(table, StandardCharsets.UTF_8));
            standard.flush();
        } else {
            FileOptions.write(target, table);
            err.println("gfn4j: wrote " + target);
        }
        return 0;
    }

    private String table(List<Indexed> read, Proxy proxy) {
        List<AtomGraph> graphs = new ArrayList<>();
        for (Indexed each : read) {
            if (each.graph() != null) {
                graphs.add(each.graph());
            }
        }
        double[] scores = proxy.score(graphs, options.maskOf(proxy));
        StringBuilder table = new StringBuilder("index,score\n");
        int next = 0;
        for (Indexed each : read) {
            table.append(each.index()).append(',');
            if (each.graph() != null) {
                table.append(scores[next]);
                next++;
            }
            table.append('\n');
        }
        return table.toString();
    }

    private List<Indexed> graphsOfSmiles(Path file) {
        if (blocks != null) {
            throw new WrongOptionException("Option '" + BLOCKS + "' is for graphs of blocks (.json), but '" + MOLECULES
                    + "' is '" + file + "'");
        }
        List<Indexed> read = new ArrayList<>();
        try {
            for (MoleculeRow row : MoleculeTable.smiles(file)) {
                read.add(new Indexed(read.size(), AtomGraphs.of(row)));
            }
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(MOLECULES, molecules, e);
        }
        return requireSome(read);
    }

    private List<Indexed> graphsOfBlocks(Path file) {
        BlockVocabulary vocabulary = VocabularyFile.read(BLOCKS, blocks);
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        List<Indexed> read = new ArrayList<>();
        try {
            for (BlockGraphs.Row row : new BlockGraphs(vocabulary).rows(file)) {
                AtomGraph graph =
                        assembler.assemble(row.graph()).map(AtomGraphs::of).orElse(null);
                read.add(new Indexed(row.index(), graph));
            }
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(MOLECULES, molecules, e);
        }
        return requireSome(read);
    }

    private List<Indexed> requireSome(List<Indexed> read) {
        if (read.isEmpty()) {
            throw FileOptions.refusal(MOLECULES, molecules, "holds no molecules");
        }
        return read;
    }
}
