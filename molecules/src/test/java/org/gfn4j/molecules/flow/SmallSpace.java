package org.gfn4j.molecules.flow;

import java.util.List;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;

/** Molecules of up to 4 blocks, few enough to be enumerated: a symmetric ring, a chain and an end. */
final class SmallSpace {
    private SmallSpace() {}

    static MoleculeEnvironment environment() {
        return new MoleculeEnvironment(
                BlockVocabulary.of(List.of(
                        new Block("c1ccccc1", 6, List.of(0, 3)),
                        new Block("CO", 2, List.of(0, 1)),
                        new Block("F", 1, List.of(0)))),
                1,
                4);
    }

    /** Tells apart what a molecule is made of and which of its bonds join like blocks. */
    static double reward(BlockMolecule molecule) {
        int rings = 0;
        int likeBonds = 0;
        for (int block = 0; block < molecule.size(); block++) {
            rings += molecule.fragment(block) == 2 ? 1 : 0;
        }
        for (int bond = 0; bond < molecule.size() - 1; bond++) {
            boolean alike = molecule.fragment(molecule.bond(bond).first())
                    == molecule.fragment(molecule.bond(bond).second());
            likeBonds += alike ? 1 : 0;
        }
        return 1 + 5 * (rings % 2) + 2 * likeBonds + 0.5 * molecule.stemCount();
    }
}
