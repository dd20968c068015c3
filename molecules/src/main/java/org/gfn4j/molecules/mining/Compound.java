package org.gfn4j.molecules.mining;

/**
 * A line of a {@code .smi} file.
 *
 * <p>Thread-safety: immutable.
 *
 * @param smiles the SMILES
 * @param name what follows it on the line, perhaps empty
 * @param line the number of the line, from 1
 */
public record Compound(String smiles, String name, int line) {}
