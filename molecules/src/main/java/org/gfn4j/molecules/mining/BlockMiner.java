package org.gfn4j.molecules.mining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.FragmentChemistry;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.gfn4j.text.Checks;

/**
 * Makes a vocabulary of the fragments that occur in most of the molecules of a file.
 *
 * <p>Molecules are cut at single bonds between ring systems, linkers and substituents: at every one outside rings that
 * has an end in a ring, and at those between two carbons of a chain that each have another heavy neighbour. Fragments of
 * more than 12 heavy atoms are left out. Each fragment has one set of attachment atoms, all atoms of the kinds that at
 * least 15% of its occurrences are attached by (the three most frequent kinds at most, and until there are five atoms), where atoms
 * that a symmetry of the fragment exchanges are one kind; an atom is listed twice, or more often, if at least 30% of
 * occurrences have as many bonds there. There is an entry for each kind, which lists an atom of that kind first.
 *
 * <p>Thread-safety: immutable.
 */
public final class BlockMiner {
    /** The heavy atoms of the largest fragment that is kept. */
    public static final int MOST_ATOMS = 12;

    private final int size;

    /**
     * What was found.
     *
     * @param vocabulary the entries, those of the most frequent fragment first
     * @param fragments the fragments that are kept, the most frequent first, [size]
     * @param molecules the number of molecules in the file
     * @param found the number of different fragments of at most 12 heavy atoms that were found
     */
    public record Mined(BlockVocabulary vocabulary, List<MinedFragment> fragments, int molecules, int found) {}

    /**
     * Makes a miner.
     *
     * @param size the number of different fragments to keep, at least 1
     * @throws IllegalArgumentException if the number is smaller
     */
    public BlockMiner(int size) {
        this.size = Checks.requireAtLeast("size", size, 1);
    }

    /**
     * Mines a file of SMILES.
     *
     * @param file the file, as {@link MoleculeTable#smiles} reads it
     * @return the vocabulary; the same file always gives the same one
     * @throws IOException if the file cannot be read
     * @throws MoleculeFileException if a SMILES in it cannot be read, or there are too few fragments; the message names
     *     the line
     */
    public Mined mine(Path file) throws IOException {
        List<MoleculeRow> compounds = MoleculeTable.smiles(file);
        Map<String, Tally> tallies = new HashMap<>();
        FragmentChemistry chemistry = new FragmentChemistry();
        Cutter cutter = new Cutter();
        for (int molecule = 0; molecule < compounds.size(); molecule++) {
            MoleculeRow compound = compounds.get(molecule);
            try {
                for (Cutter.Piece piece : cutter.pieces(compound.smiles())) {
                    if (isBlock(piece)) {
                        count(chemistry, tallies, molecule, piece);
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new MoleculeFileException(
                        file.toString(),
                        compound.line(),
                        "'" + compound.smiles() + "' cannot be cut into blocks: " + e.getMessage());
            }
        }
        if (tallies.size() < size) {
            throw new MoleculeFileException(
                    file.toString(),
                    0,
                    "its " + compounds.size() + " molecules have " + tallies.size()
                            + " different fragments of at most " + MOST_ATOMS + " heavy atoms, fewer than the " + size
                            + " requested; use a smaller size or more molecules");
        }
        List<Tally> kept = tallies.values().stream()
                .sorted(Comparator.comparing(
                        Tally::fragment,
                        Comparator.comparingInt(MinedFragment::molecules)
                                .thenComparingInt(MinedFragment::occurrences)
                                .reversed()
                                .thenComparing(MinedFragment::smiles)))
                .limit(size)
                .toList();
        List<Block> entries =
                kept.stream().flatMap(tally -> tally.entries().stream()).toList();
        return new Mined(
                BlockVocabulary.of(entries),
                kept.stream().map(Tally::fragment).toList(),
                compounds.size(),
                tallies.size());
    }

    private static boolean isBlock(Cutter.Piece piece) {
        if (piece.structure().getAtomCount() > MOST_ATOMS) {
            return false;
        }
        for (int cuts : piece.cuts()) {
            if (cuts > 0) {
                return true;
            }
        }
        return false;
    }

    private static void count(
            FragmentChemistry chemistry, Map<String, Tally> tallies, int molecule, Cutter.Piece piece) {
        int[] places = new int[piece.cuts().length];
        String smiles = chemistry.canonical(piece.structure(), places);
        int[] cuts = new int[places.length];
        for (int atom = 0; atom < cuts.length; atom++) {
            cuts[places[atom]] = piece.cuts()[atom];
        }
        Tally tally = tallies.get(smiles);
        if (tally == null) {
            tally = new Tally(smiles, chemistry.parse(smiles));
            tallies.put(smiles, tally);
        }
        tally.add(molecule, cuts);
    }
}
