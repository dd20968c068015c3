package org.gfn4j.molecules.chemistry;

import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The atoms of a molecule of blocks.
 *
 * <p>Thread-safety: as the molecule; nothing else keeps it.
 *
 * @param molecule heavy atoms with counted hydrogens, block after block, those of a block in the order of its SMILES; a
 *     Kekulé structure with aromatic and ring flags set, without stereochemistry
 * @param stemAtoms the indices of the atoms that carry free stems, each once, in ascending order
 */
public record AssembledMolecule(IAtomContainer molecule, int[] stemAtoms) {}
