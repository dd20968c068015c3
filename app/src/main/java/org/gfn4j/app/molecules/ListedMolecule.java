package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.gfn4j.molecules.chemistry.Salts;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

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
    private final String peculiarity;

    private ListedMolecule(long index, String name, @Nullable AssembledMolecule molecule, String peculiarity) {
        this.index = index;
        this.name = name;
        this.molecule = molecule;
        this.peculiarity = peculiarity;
    }

    /** Returns its index in the file. */
    long index() {
        return index;
    }

    /** Returns its SMILES, as the file has it where it has one; empty for a graph of blocks that is impossible. */
    String name() {
        return name;
    }

    /** Returns the atoms that are scored; nothing if it is impossible or refused. */
    Optional<AssembledMolecule> assembled() {
        return Optional.ofNullable(molecule);
    }

    /** Returns the canonical SMILES of what is scored, empty if nothing is. */
    String scored() {
        return molecule == null ? "" : Smiles.canonical(molecule.molecule());
    }

    /** Returns why nothing is scored, null if something is. */
    @Nullable
    String refusal() {
        if (molecule != null) {
            return null;
        }
        return peculiarity.isEmpty()
                ? "impossible: an atom would have a valence that it cannot have"
                : "refused: it has " + peculiarity;
    }

    /** Returns those with several components or a metal, as their SMILES and what they have. */
    static List<String> peculiarities(List<ListedMolecule> listed) {
        return listed.stream()
                .filter(each -> !each.peculiarity.isEmpty())
                .map(each -> "'" + each.name + "', index " + each.index + ", with " + each.peculiarity)
                .toList();
    }

    /**
     * Reads a file.
     *
     * @param option the option that names it
     * @param text its value, a file that ends in .smi or .json
     * @param blocks the vocabulary of graphs of blocks, the value of {@value #BLOCKS}; null for the project's own
     * @param salts what is scored of salts and the like
     * @return the molecules, at least one
     * @throws WrongOptionException if it cannot be read; the message names the option, the line and the cause
     */
    static List<ListedMolecule> read(String option, String text, @Nullable String blocks, Salts salts) {
        Path file = FileOptions.input(option, text, "smi", "json");
        boolean graphs = FileOptions.endingOf(file).equals("json");
        if (!graphs && blocks != null) {
            throw new WrongOptionException(
                    "Option '" + BLOCKS + "' is for graphs of blocks (.json), but '" + option + "' is '" + file + "'");
        }
        try {
            return graphs ? graphsOfBlocks(file, option, blocks) : smiles(file, salts);
        } catch (MoleculeFileException | SmilesException | IOException e) {
            throw FileOptions.refusal(option, text, e);
        }
    }

    private static List<ListedMolecule> smiles(Path file, Salts salts) throws IOException, SmilesException {
        List<ListedMolecule> listed = new ArrayList<>();
        for (MoleculeRow row : MoleculeTable.smiles(file)) {
            IAtomContainer read = Smiles.parse(row.smiles());
            AssembledMolecule molecule = salts.counted(read)
                    .map(counted -> new AssembledMolecule(counted, new int[0]))
                    .orElse(null);
            listed.add(new ListedMolecule(listed.size(), row.smiles(), molecule, Salts.peculiarity(read)));
        }
        return listed;
    }

    private static BlockVocabulary vocabulary(@Nullable String blocks) {
        try {
            return blocks == null
                    ? BlockVocabulary.standard()
                    : BlockVocabulary.read(FileOptions.input(BLOCKS, blocks));
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(BLOCKS, String.valueOf(blocks), e);
        }
    }

    private static List<ListedMolecule> graphsOfBlocks(Path file, String option, @Nullable String blocks)
            throws IOException {
        BlockVocabulary vocabulary = vocabulary(blocks);
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        List<ListedMolecule> listed = new ArrayList<>();
        for (BlockGraphs.Row row : new BlockGraphs(vocabulary).rows(file)) {
            AssembledMolecule molecule = assembler.assemble(row.graph()).orElse(null);
            String name = molecule == null ? "" : Smiles.canonical(molecule.molecule());
            listed.add(new ListedMolecule(row.index(), name, molecule, ""));
        }
        if (listed.isEmpty()) {
            throw FileOptions.refusal(option, file.toString(), "holds no molecules");
        }
        return listed;
    }
}
