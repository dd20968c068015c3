package org.gfn4j.molecules.baseline;

import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.molecules.proxy.AtomGraphs;
import org.gfn4j.molecules.proxy.StemMask;

/**
 * The atoms of the fragments of a vocabulary, each perceived by itself, so that every molecule of blocks has a graph of
 * atoms, also one whose atoms cannot have so many bonds.
 *
 * <p>Thread-safety: immutable.
 */
final class FragmentAtoms {
    private final Atoms[] fragments;

    /**
     * The atoms of a fragment.
     *
     * @param features the features of {@link AtomGraph}, no stem marked, [atoms × {@link AtomGraph#FEATURES}]
     * @param ends the two atoms of each bond, [2·bonds]
     * @param types the type of each bond, [bonds]
     */
    private record Atoms(int size, float[] features, int[] ends, int[] types) {}

    /** Reads the fragments of a vocabulary. */
    FragmentAtoms(BlockVocabulary vocabulary) {
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        fragments = new Atoms[vocabulary.fragments()];
        for (int fragment = 0; fragment < fragments.length; fragment++) {
            AtomGraph graph = AtomGraphs.of(assembler.fragment(fragment));
            fragments[fragment] =
                    new Atoms(graph.atoms(), graph.features(StemMask.ZERO), graph.bondAtoms(), graph.bondTypes());
        }
    }

    /** Returns how many atoms a fragment has. */
    int atoms(int fragment) {
        return fragments[fragment].size();
    }

    /** Returns how many bonds a fragment has between its atoms. */
    int bonds(int fragment) {
        return fragments[fragment].types().length;
    }

    /** Returns an atom of a bond, side 0 or 1. */
    int end(int fragment, int bond, int side) {
        return fragments[fragment].ends()[2 * bond + side];
    }

    /** Returns the type of a bond, as {@link AtomGraph} numbers them. */
    int type(int fragment, int bond) {
        return fragments[fragment].types()[bond];
    }

    /** Writes the features of an atom. */
    void writeFeatures(int fragment, int atom, double[] features, int offset) {
        float[] known = fragments[fragment].features();
        for (int i = 0; i < AtomGraph.FEATURES; i++) {
            features[offset + i] = known[atom * AtomGraph.FEATURES + i];
        }
    }
}
