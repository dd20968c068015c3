package org.gfn4j.molecules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.isomorphism.VentoFoggia;

/**
 * The table of the code of Bengio et al. 2021 that says which entry adds a fragment by an atom.
 *
 * <p>An atom has the last entry of the fragment that lists it first; an attachment atom without one has that of an atom
 * of which it is taken to be the mirror image, because gold attached to either gives the same canonical SMILES or a
 * matching substructure. What else the entry attaches is not looked at.
 *
 * <p>Thread-safety: immutable.
 */
final class TranslationTable {
    private static final int NO_ENTRY = -1;

    private final int[][] entries;

    /**
     * Makes the table.
     *
     * @throws IllegalArgumentException if there is no entry for an attachment atom
     */
    TranslationTable(BlockVocabulary vocabulary) {
        entries = new int[vocabulary.fragments()][];
        FragmentChemistry chemistry = new FragmentChemistry();
        for (int fragment = 0; fragment < entries.length; fragment++) {
            IAtomContainer structure = chemistry.parse(vocabulary.smiles(fragment));
            entries[fragment] = new int[structure.getAtomCount()];
            Arrays.fill(entries[fragment], NO_ENTRY);
            Map<Integer, Integer> byFirstAtom = new LinkedHashMap<>();
            for (int entry = 0; entry < vocabulary.entries().size(); entry++) {
                if (vocabulary.fragment(entry) == fragment) {
                    byFirstAtom.put(vocabulary.attachments(entry)[0], entry);
                }
            }
            for (int atom : vocabulary.attachmentAtoms(fragment)) {
                entries[fragment][atom] = translate(chemistry, structure, atom, byFirstAtom);
            }
        }
    }

    private static int translate(
            FragmentChemistry chemistry, IAtomContainer structure, int atom, Map<Integer, Integer> byFirstAtom) {
        Integer own = byFirstAtom.get(atom);
        if (own != null) {
            return own;
        }
        IAtomContainer gilded = withGold(structure, atom);
        for (Map.Entry<Integer, Integer> known : byFirstAtom.entrySet()) {
            IAtomContainer other = withGold(structure, known.getKey());
            boolean same = canonical(chemistry, gilded).equals(canonical(chemistry, other))
                    || VentoFoggia.findSubstructure(other).matches(gilded);
            if (same) {
                return known.getValue();
            }
        }
        throw new IllegalArgumentException("no entry lists atom " + atom + " of " + canonical(chemistry, structure)
                + " first, or an atom like it; the table of 2021 needs one for each attachment atom, and has those for "
                + List.copyOf(byFirstAtom.keySet()));
    }

    private static String canonical(FragmentChemistry chemistry, IAtomContainer structure) {
        return chemistry.canonical(structure, new int[structure.getAtomCount()]);
    }

    private static IAtomContainer withGold(IAtomContainer structure, int atom) {
        try {
            IAtomContainer copy = structure.clone();
            IAtom bonded = copy.getAtom(atom);
            bonded.setImplicitHydrogenCount(Math.max(0, bonded.getImplicitHydrogenCount() - 1));
            copy.newBond(bonded, copy.newAtom(IAtom.Au, 0), IBond.Order.SINGLE);
            Cycles.markRingAtomsAndBonds(copy);
            Aromaticity.apply(Aromaticity.Model.Daylight, copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a fragment that can be cloned", e);
        }
    }

    /** Returns the entry that the table has for a fragment bonded by an attachment atom. */
    int entry(int fragment, int atom) {
        return entries[fragment][atom];
    }
}
