package org.gfn4j.molecules.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.FragmentChemistry;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Counts how often a fragment occurs and how it is attached.
 *
 * <p>Thread-safety: not thread-safe.
 */
final class Tally {
    /** The share of occurrences from which on a kind of atom counts as attached. */
    private static final double FREQUENT = 0.15;

    /** The share of occurrences from which on an atom counts as taking several bonds. */
    private static final double FREQUENTLY_SEVERAL = 0.3;

    /** How many attachments a block has before no further kinds of atoms are added. */
    private static final int ENOUGH_ATTACHMENTS = 5;

    private static final int MOST_KINDS = 3;

    private final String smiles;
    private final int[] hydrogens;
    private final int[] orbits;
    /** How many occurrences have at least so many bonds at an atom of an orbit, [orbits, bonds]. */
    private final int[][] seen;

    private int molecules;
    private int occurrences;
    private int lastMolecule = -1;

    /** Takes a fragment, its atoms in the order of its SMILES. */
    Tally(String smiles, IAtomContainer structure) {
        this.smiles = smiles;
        int atoms = structure.getAtomCount();
        hydrogens = new int[atoms];
        orbits = new int[atoms];
        Arrays.setAll(hydrogens, atom -> structure.getAtom(atom).getImplicitHydrogenCount());
        Arrays.setAll(orbits, atom -> atom);
        for (int[] symmetry : FragmentChemistry.symmetries(structure)) {
            for (int atom = 0; atom < atoms; atom++) {
                orbits[atom] = Math.min(orbits[atom], symmetry[atom]);
            }
        }
        seen = new int[atoms][];
        Arrays.setAll(seen, atom -> new int[hydrogens[atom] + 1]);
    }

    /** Counts an occurrence with so many cuts at each atom. */
    void add(int molecule, int[] cuts) {
        occurrences++;
        if (molecule != lastMolecule) {
            lastMolecule = molecule;
            molecules++;
        }
        int[] most = new int[cuts.length];
        for (int atom = 0; atom < cuts.length; atom++) {
            most[orbits[atom]] = Math.max(most[orbits[atom]], cuts[atom]);
        }
        for (int orbit = 0; orbit < most.length; orbit++) {
            for (int bonds = 1; bonds <= most[orbit]; bonds++) {
                seen[orbit][bonds]++;
            }
        }
    }

    MinedFragment fragment() {
        return new MinedFragment(smiles, molecules, occurrences);
    }

    /** Returns the entries of a vocabulary: one for each kind of atom that is attached often. */
    List<Block> entries() {
        List<Integer> kinds = frequentKinds();
        List<Integer> attachments = new ArrayList<>();
        for (int atom = 0; atom < orbits.length; atom++) {
            if (kinds.contains(orbits[atom])) {
                attachments.add(atom);
                for (int bonds = 2; bonds <= hydrogens[atom]; bonds++) {
                    if (seen[orbits[atom]][bonds] >= FREQUENTLY_SEVERAL * occurrences) {
                        attachments.add(atom);
                    }
                }
            }
        }
        return kinds.stream()
                .sorted()
                .map(first -> new Block(smiles, orbits.length, startingWith(first, attachments)))
                .toList();
    }

    private static List<Integer> startingWith(int first, List<Integer> attachments) {
        List<Integer> others = new ArrayList<>(List.of(first));
        int place = attachments.indexOf(first);
        others.addAll(attachments.subList(0, place));
        others.addAll(attachments.subList(place + 1, attachments.size()));
        return others;
    }

    private List<Integer> frequentKinds() {
        List<Integer> sorted = IntStream.range(0, orbits.length)
                .filter(atom -> orbits[atom] == atom && hydrogens[atom] > 0 && seen[atom][1] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer atom) -> -seen[atom][1])
                        .thenComparing(atom -> atom))
                .toList();
        List<Integer> kinds = new ArrayList<>();
        int attached = 0;
        for (int orbit : sorted) {
            boolean room = kinds.size() < MOST_KINDS && attached < ENOUGH_ATTACHMENTS;
            if (kinds.isEmpty() || (room && seen[orbit][1] >= FREQUENT * occurrences)) {
                kinds.add(orbit);
                attached += (int)
                        Arrays.stream(orbits).filter(other -> other == orbit).count();
            }
        }
        return kinds;
    }
}
