/**
 * What molecules are worth: raw rewards of molecules of blocks, by name.
 *
 * <p>Start from {@link org.gfn4j.molecules.reward.MoleculeRewards}.
 */
@NullMarked
package org.gfn4j.molecules.reward;

import org.jspecify.annotations.NullMarked;
