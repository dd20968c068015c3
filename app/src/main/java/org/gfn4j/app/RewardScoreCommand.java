package org.gfn4j.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gfn4j.app.RewardRows.Row;
import org.gfn4j.app.molecules.RewardChoice;
import org.gfn4j.molecules.BlockGraph;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.reward.CachedReward;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardCounts;
import org.gfn4j.reward.RewardDetail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Rewards the molecules of a file.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        description = {
            "Rewards molecules as training does, by the same workers and cache, and writes a table with the columns index,"
                    + " object, reward, a column for each part, and failure.",
            "A molecule that is impossible, because an atom would have a valence that it cannot have, has no reward."
        })
final class RewardScoreCommand implements Callable<Integer> {
    private static final String IN = "--in";
    private static final String BLOCKS = "--blocks";
    private static final String STANDARD_OUTPUT = "-";
    private static final int CHUNK = 64;

    @Mixin
    private RewardChoice choice = new RewardChoice();

    @Option(
            names = IN,
            paramLabel = "FILE",
            required = true,
            description = "Molecules: lines of SMILES (.smi), whose index counts from 0, or graphs of blocks (.json).")
    private String in = "";

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

    /** A molecule of the file; without atoms if it is impossible. Each row is an object of its own. */
    private static final class Listed {
        private final long index;
        private final String name;
        private final @Nullable AssembledMolecule molecule;

        Listed(long index, String name, @Nullable AssembledMolecule molecule) {
            this.index = index;
            this.name = name;
            this.molecule = molecule;
        }

        Optional<AssembledMolecule> assembled() {
            return Optional.ofNullable(molecule);
        }
    }

    @Override
    public Integer call() {
        Path target = out.equals(STANDARD_OUTPUT) ? null : FileOptions.output("--out", out, "csv");
        Path file = FileOptions.input(IN, in, "smi", "json");
        List<Listed> listed = DataFile.endingOf(file).equals("json") ? graphsOfBlocks(file) : smiles(file);
        Function<Listed, Optional<AssembledMolecule>> atoms = Listed::assembled;
        choice.outside().tolerateFailures();
        Reward<Listed> reward = choice.make(atoms).reward();
        Optional<DetailedReward<Listed>> detailed = reward.detailed();
        try (RewardExit exit = new RewardExit(reward)) {
            detailed.ifPresent(OutsideStudy::start);
            write(target, table(listed, new CachedReward<>(reward), detailed).getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private String table(List<Listed> listed, Reward<Listed> reward, Optional<DetailedReward<Listed>> detailed) {
        RewardRows rows =
                RewardRows.numbered(detailed.map(DetailedReward::parts).orElse(List.of()));
        PrintWriter err = command.commandLine().getErr();
        StringBuilder table = new StringBuilder(rows.header());
        long without = 0;
        try (WayProgress progress = new WayProgress("molecules", listed.size(), err)) {
            for (int from = 0; from < listed.size(); from += CHUNK) {
                List<Listed> chunk = listed.subList(from, Math.min(listed.size(), from + CHUNK));
                double[] rewards = reward.evaluate(chunk);
                for (int i = 0; i < rewards.length; i++) {
                    Listed each = chunk.get(i);
                    RewardDetail detail =
                            detailed.flatMap(own -> own.detail(each)).orElse(new RewardDetail(List.of(), null));
                    table.append(rows.text(new Row(each.index, each.name, rewards[i], detail, "")));
                    without += Double.isFinite(rewards[i]) ? 0 : 1;
                }
                progress.stepTo(from + chunk.size(), RewardProgress.text(counts(detailed)));
            }
        }
        if (without > 0) {
            err.println("gfn4j: " + without + " of " + listed.size() + " molecules have no reward");
        }
        return table.toString();
    }

    private static RewardCounts counts(Optional<DetailedReward<Listed>> detailed) {
        return detailed.map(DetailedReward::counts).orElse(RewardCounts.ZERO);
    }

    private void write(@Nullable Path target, byte[] table) {
        if (target == null) {
            PrintWriter standard = command.commandLine().getOut();
            standard.print(new String(table, StandardCharsets.UTF_8));
            standard.flush();
        } else {
            FileOptions.write(target, table);
            command.commandLine().getErr().println("gfn4j: wrote " + target);
        }
    }

    private List<Listed> smiles(Path file) {
        if (blocks != null) {
            throw new WrongOptionException(
                    "Option '" + BLOCKS + "' is for graphs of blocks (.json), but '" + IN + "' is '" + file + "'");
        }
        List<Listed> listed = new ArrayList<>();
        try {
            for (MoleculeRow row : MoleculeTable.smiles(file)) {
                listed.add(new Listed(
                        listed.size(), row.smiles(), new AssembledMolecule(Smiles.parse(row.smiles()), new int[0])));
            }
        } catch (MoleculeFileException | SmilesException | IOException e) {
            throw FileOptions.refusal(IN, in, e);
        }
        return listed;
    }

    private List<Listed> graphsOfBlocks(Path file) {
        BlockVocabulary vocabulary = VocabularyFile.read(BLOCKS, blocks);
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        List<Listed> listed = new ArrayList<>();
        try {
            for (BlockGraphs.Row row : new BlockGraphs(vocabulary).rows(file)) {
                BlockGraph graph = row.graph();
                AssembledMolecule molecule = assembler.assemble(graph).orElse(null);
                String name = molecule == null ? "" : Smiles.canonical(molecule.molecule());
                listed.add(new Listed(row.index(), name, molecule));
            }
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(IN, in, e);
        }
        if (listed.isEmpty()) {
            throw FileOptions.refusal(IN, in, "holds no molecules");
        }
        return listed;
    }
}
