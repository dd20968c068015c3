package org.gfn4j.molecules.flow;

import java.util.List;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;

/** Molecules of up to 4 blocks, few enough to be enumerated: a symmetric ring, a chain and an end. */
public final class SmallSpace {
    private SmallSpace() {}

    /** The environment, with 1 to 4 blocks. */
    public static MoleculeEnvironment environment() {
        return new MoleculeEnvironment(
                BlockVocabulary.of(List.of(
                        new Block("c1ccccc1", 6, List.of(0, 3)),
                        new Block("CO", 2, List.of(0, 1)),
                        new Block("F", 1, List.of(0)))),
                1,
                4);
    }

    /** One more than twice the number of rings. */
    public static double reward(BlockMolecule molecule) {
        double reward = 1;
        for (int block = 0; block < molecule.size(); block++) {
            reward += molecule.fragment(block) == 2 ? 2 : 0;
        }
        return reward;
    }
}
