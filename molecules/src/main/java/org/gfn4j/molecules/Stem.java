package org.gfn4j.molecules;

/**
 * A place where a block can be added to a {@link BlockMolecule}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param block the number of a block
 * @param atom the atom of its fragment
 */
public record Stem(int block, int atom) {}
