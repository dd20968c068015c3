package org.gfn4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.jspecify.annotations.Nullable;

/**
 * A molecule of a file of SMILES or of graphs of blocks. Each is an object of its own, however many lines are alike.
 *
 * <p>Thread-safety: as the molecule.
 */
final class ListedMolecule {
    private static final String BLOCKS = "--blocks";

    private final long index;
    private final String name;
    private final @Nullable AssembledMolecule molecule;

    private ListedMolecule(long index, String name, @Nullable AssembledMolecule molecule) {
        this.index = index;
        this.name = name;
        this.molecule = molecule;
    }

    /** Returns its index in the file. */
    long index() {
        return index;
    }

    /** Returns its SMILES, as the file has it where it has one; empty for a graph of blocks that is impossible. */
    String name() {
        return name;
    }

    /** Returns its atoms; nothing if it is impossible. */
    Optional<AssembledMolecule> assembled() {
        return Optional.ofNullable(molecule);
    }

    /**
     * Reads a file.
     *
     * @param option the option that names it
     * @param text its value, a file that ends in .smi or .json
     * @param blocks the vocabulary of graphs of blocks, the value of {@value #BLOCKS}; null for the project's own
     * @return the molecules, at least one
     * @throws WrongOptionException if it cannot be read; the message names the option, the line and the cause
     */
    static List<ListedMolecule> read(String option, String text, @Nullable String blocks) {
        Path file = FileOptions.input(option, text, "smi", "json");
        boolean graphs = DataFile.endingOf(file).equals("json");
        if (!graphs && blocks != null) {
            throw new WrongOptionException(
                    "Option '" + BLOCKS + "' is for graphs of blocks (.json), but '" + option + "' is '" + file + "'");
        }
        try {
            return graphs ? graphsOfBlocks(file, option, blocks) : smiles(file);
        } catch (MoleculeFileException | SmilesException | IOException e) {
            throw FileOptions.refusal(option, text, e);
        }
    }

    private static List<ListedMolecule> smiles(Path file) throws IOException, SmilesException {
        List<ListedMolecule> listed = new ArrayList<>();
        for (MoleculeRow row : MoleculeTable.smiles(file)) {
            AssembledMolecule molecule = new AssembledMolecule(Smiles.parse(row.smiles()), new int[0]);
            listed.add(new ListedMolecule(listed.size(), row.smiles(), molecule));
        }
        return listed;
    }

    private static List<ListedMolecule> graphsOfBlocks(Path file, String option, @Nullable String blocks)
            throws IOException {
        BlockVocabulary vocabulary = VocabularyFile.read(BLOCKS, blocks);
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        List<ListedMolecule> listed = new ArrayList<>();
        for (BlockGraphs.Row row : new BlockGraphs(vocabulary).rows(file)) {
            AssembledMolecule molecule = assembler.assemble(row.graph()).orElse(null);
            String name = molecule == null ? "" : Smiles.canonical(molecule.molecule());
            listed.add(new ListedMolecule(row.index(), name, molecule));
        }
        if (listed.isEmpty()) {
            throw FileOptions.refusal(option, file.toString(), "holds no molecules");
        }
        return listed;
    }
}
