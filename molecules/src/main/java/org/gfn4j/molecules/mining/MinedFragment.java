package org.gfn4j.molecules.mining;

/**
 * A fragment that molecules were cut into, with how often.
 *
 * <p>Thread-safety: immutable.
 *
 * @param smiles its canonical SMILES
 * @param molecules the number of molecules that it occurs in
 * @param occurrences how often it occurs in all of them
 */
public record MinedFragment(String smiles, int molecules, int occurrences) {}
