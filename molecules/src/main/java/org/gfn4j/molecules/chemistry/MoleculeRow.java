package org.gfn4j.molecules.chemistry;

/**
 * A molecule of a user's file.
 *
 * @param smiles its SMILES, which {@link Smiles#parse} can read, as the file has it
 * @param name its name, empty where there is none
 * @param target the number to be learned, NaN where none was requested
 * @param line the line of the file on which it starts, from 1
 */
public record MoleculeRow(String smiles, String name, double target, int line) {}
