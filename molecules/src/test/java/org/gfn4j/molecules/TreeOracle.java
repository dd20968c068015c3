package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** Decides by trying everything whether two molecules are the same, and shares no code with the canonical form. */
final class TreeOracle {
    private final BlockVocabulary vocabulary;
    private final Map<Integer, List<int[]>> symmetries = new TreeMap<>();

    TreeOracle(BlockVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A molecule as it was written down, in any order. */
    record Drawing(List<Integer> fragments, List<Bond> bonds, List<Stem> stems) {
        static Drawing of(BlockMolecule molecule) {
            List<Integer> fragments = new ArrayList<>();
            for (int block = 0; block < molecule.size(); block++) {
                fragments.add(molecule.fragment(block));
            }
            return new Drawing(fragments, molecule.bonds(), molecule.stems());
        }
    }

    boolean same(Drawing one, Drawing two) {
        if (one.fragments().size() != two.fragments().size()
                || one.stems().size() != two.stems().size()) {
            return false;
        }
        int size = one.fragments().size();
        return maps(one, two, new int[size], new int[size][], new boolean[size], 0);
    }

    /** Counts the symmetries of a molecule: of its blocks with their atoms, and of stems at the same atom. */
    int symmetriesOf(Drawing drawing) {
        int size = drawing.fragments().size();
        int[] count = {0};
        count(drawing, new int[size], new int[size][], new boolean[size], 0, count);
        Map<Stem, Integer> stems = new java.util.HashMap<>();
        int symmetries = count[0];
        for (Stem stem : drawing.stems()) {
            symmetries *= stems.merge(stem, 1, Integer::sum);
        }
        return symmetries;
    }

    private void count(Drawing drawing, int[] images, int[][] moved, boolean[] taken, int block, int[] count) {
        if (block == images.length) {
            boolean keeps = bonds(drawing, images, moved).equals(bonds(drawing, null, null))
                    && stems(drawing, images, moved).equals(stems(drawing, null, null));
            count[0] += keeps ? 1 : 0;
            return;
        }
        for (int image = 0; image < images.length; image++) {
            if (!taken[image]
                    && drawing.fragments().get(block).equals(drawing.fragments().get(image))) {
                taken[image] = true;
                images[block] = image;
                for (int[] symmetry : symmetries(drawing.fragments().get(block))) {
                    moved[block] = symmetry;
                    count(drawing, images, moved, taken, block + 1, count);
                }
                taken[image] = false;
            }
        }
    }

    /** Looks for a map of blocks and symmetries of each block that keep the molecule; formerly counted pairs of blocks and symmetries of each block that keep the molecule. */
    private boolean maps(Drawing one, Drawing two, int[] images, int[][] moved, boolean[] taken, int block) {
        if (block == images.length) {
            return bonds(one, images, moved).equals(bonds(two, null, null))
                    && stems(one, images, moved).equals(stems(two, null, null));
        }
        for (int image = 0; image < images.length; image++) {
            if (taken[image]
                    || !one.fragments().get(block).equals(two.fragments().get(image))) {
                continue;
            }
            taken[image] = true;
            images[block] = image;
            for (int[] symmetry : symmetries(one.fragments().get(block))) {
                moved[block] = symmetry;
                if (fits(one, two, images, moved, block) && maps(one, two, images, moved, taken, block + 1)) {
                    return true;
                }
            }
            taken[image] = false;
        }
        return false;
    }

    /** Cuts off early: stems of the block and its bonds to earlier blocks must have their images. */
    private static boolean fits(Drawing one, Drawing two, int[] images, int[][] moved, int block) {
        List<Integer> here = one.stems().stream()
                .filter(stem -> stem.block() == block)
                .map(stem -> moved[block][stem.atom()])
                .sorted()
                .toList();
        List<Integer> there = two.stems().stream()
                .filter(stem -> stem.block() == images[block])
                .map(Stem::atom)
                .sorted()
                .toList();
        return here.equals(there)
                && one.bonds().stream()
                        .filter(bond -> Math.max(bond.first(), bond.second()) == block)
                        .allMatch(bond -> bonds(two, null, null).contains(written(bond, images, moved)));
    }

    private static List<List<Integer>> bonds(Drawing drawing, int[] images, int[][] moved) {
        return drawing.bonds().stream()
                .map(bond -> written(bond, images, moved))
                .sorted(java.util.Comparator.comparing(List::toString))
                .toList();
    }

    private static List<Integer> written(Bond bond, int[] images, int[][] moved) {
        int first = images == null ? bond.first() : images[bond.first()];
        int second = images == null ? bond.second() : images[bond.second()];
        int firstAtom = moved == null ? bond.firstAtom() : moved[bond.first()][bond.firstAtom()];
        int secondAtom = moved == null ? bond.secondAtom() : moved[bond.second()][bond.secondAtom()];
        return first < second
                ? List.of(first, second, firstAtom, secondAtom)
                : List.of(second, first, secondAtom, firstAtom);
    }

    private static List<List<Integer>> stems(Drawing drawing, int[] images, int[][] moved) {
        return drawing.stems().stream()
                .map(stem -> List.of(
                        images == null ? stem.block() : images[stem.block()],
                        moved == null ? stem.atom() : moved[stem.block()][stem.atom()]))
                .sorted(java.util.Comparator.comparing(List::toString))
                .toList();
    }

    /** Finds symmetries of a fragment by trying all permutations that keep atoms and bonds, atom by atom. */
    List<int[]> symmetries(int fragment) {
        return symmetries.computeIfAbsent(fragment, number -> {
            try {
                IAtomContainer structure =
                        new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(vocabulary.smiles(number));
                List<int[]> found = new ArrayList<>();
                extend(structure, new int[structure.getAtomCount()], 0, found);
                return found;
            } catch (CDKException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void extend(IAtomContainer structure, int[] images, int atom, List<int[]> found) {
        if (atom == images.length) {
            found.add(images.clone());
            return;
        }
        for (int image = 0; image < images.length; image++) {
            images[atom] = image;
            boolean keeps = atom(structure, atom).equals(atom(structure, image));
            for (int other = 0; other < atom && keeps; other++) {
                keeps = images[other] != image
                        && bond(structure, other, atom).equals(bond(structure, images[other], image));
            }
            if (keeps) {
                extend(structure, images, atom + 1, found);
            }
        }
    }

    private static String atom(IAtomContainer structure, int atom) {
        var known = structure.getAtom(atom);
        return known.getSymbol() + known.getFormalCharge() + "H" + known.getImplicitHydrogenCount();
    }

    private static String bond(IAtomContainer structure, int one, int two) {
        IBond bond = structure.getBond(structure.getAtom(one), structure.getAtom(two));
        if (bond == null) {
            return "none";
        }
        return bond.isAromatic() ? "aromatic" : String.valueOf(bond.getOrder());
    }
}
