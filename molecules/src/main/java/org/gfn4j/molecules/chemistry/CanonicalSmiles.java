package org.gfn4j.molecules.chemistry;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A canonical SMILES with the order of its atoms.
 *
 * <p>Thread-safety: immutable, but for the array, which must not change.
 *
 * @param smiles the SMILES
 * @param atoms the index in the molecule of the atom at each place of the SMILES, [atoms]
 */
public record CanonicalSmiles(String smiles, int[] atoms) {

    /**
     * Returns where atoms of the molecule stand.
     *
     * @param indices their indices in the molecule, in any order
     * @return their places in the SMILES, counted from 0, in ascending order without repeats
     */
    public int[] places(int... indices) {
        BitSet wanted = new BitSet();
        Arrays.stream(indices).forEach(wanted::set);
        BitSet places = new BitSet();
        for (int place = 0; place < atoms.length; place++) {
            places.set(place, wanted.get(atoms[place]));
        }
        return places.stream().toArray();
    }
}
