package org.gfn4j.app.molecules;

import org.gfn4j.molecules.BlockMolecule;
import org.jspecify.annotations.Nullable;

/**
 * A finished state that a policy has produced.
 *
 * <p>Thread-safety: immutable.
 *
 * @param iteration how many iterations were done when it was produced first
 * @param state the state
 * @param reward its raw reward
 * @param smiles its canonical SMILES; null where its atoms cannot be joined so
 */
record FoundMolecule(
        long iteration,
        BlockMolecule state,
        double reward,
        @Nullable String smiles) {}
