package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.mining.BlockMiner;
import org.gfn4j.molecules.mining.MinedFragment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes a vocabulary of a user's own molecules.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        description = {
            "Cuts molecules at the bonds between ring systems, linkers and substituents, and makes a vocabulary of "
                    + "the most frequent fragments, with their attachment atoms."
        })
public final class MineBlocksCommand implements Callable<Integer> {
    private static final String FROM = "--from";

    @Option(
            names = FROM,
            paramLabel = "FILE",
            required = true,
            description = "Molecules: a SMILES on each line (.smi).")
    private String from = "";

    @Option(names = "--size", paramLabel = "NUMBER", description = "Number of different fragments to keep.")
    @WholeNumber(min = 1, max = 32_767)
    private int size = 72;

    @Option(
            names = "--show",
            paramLabel = "NUMBER",
            description = "Number of fragments to print, the most frequent first.")
    @WholeNumber(min = 0, max = 32_767)
    private int show = 20;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Output file for the vocabulary (.json), to use with --blocks. Default: it is only shown.")
    private @Nullable String out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        Path target = out == null ? null : FileOptions.output("--out", out, "json");
        BlockMiner.Mined mined = mine();
        print(mined, command.commandLine().getOut());
        if (target != null) {
            FileOptions.write(target, mined.vocabulary().toJson().getBytes(StandardCharsets.UTF_8));
            command.commandLine().getErr().println("gfn4j: wrote " + target);
        }
        return 0;
    }

    private BlockMiner.Mined mine() {
        try {
            return new BlockMiner(size).mine(FileOptions.input(FROM, from, "smi"));
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(FROM, from, e);
        }
    }

    private void print(BlockMiner.Mined mined, PrintWriter out) {
        List<MinedFragment> fragments = mined.fragments();
        out.println(String.format(
                Locale.ROOT,
                "%,d molecules, %,d different fragments of at most %d heavy atoms, %,d kept in %,d entries",
                mined.molecules(),
                mined.found(),
                BlockMiner.MOST_ATOMS,
                fragments.size(),
                mined.vocabulary().entries().size()));
        int shown = Math.min(show, fragments.size());
        if (shown > 0) {
            out.println();
            out.println(String.format(
                    Locale.ROOT, "%9s %11s  %-28s %s", "molecules", "occurrences", "fragment", "attached by"));
        }
        for (MinedFragment fragment : fragments.subList(0, shown)) {
            out.println(String.format(
                    Locale.ROOT,
                    "%,9d %,11d  %-28s %s",
                    fragment.molecules(),
                    fragment.occurrences(),
                    fragment.smiles(),
                    attachments(mined, fragment)));
        }
        if (shown > 0 && shown < fragments.size()) {
            out.println("... and " + (fragments.size() - shown) + " more");
        }
        out.flush();
    }

    private static String attachments(BlockMiner.Mined mined, MinedFragment fragment) {
        return mined.vocabulary().entries().stream()
                .filter(entry -> entry.smiles().equals(fragment.smiles()))
                .map(Block::attachments)
                .findFirst()
                .orElse(List.of())
                .stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
