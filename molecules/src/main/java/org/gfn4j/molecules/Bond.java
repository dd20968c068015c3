package org.gfn4j.molecules;

/**
 * A single bond between two blocks of a {@link BlockMolecule}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param first the number of a block
 * @param second the number of the other block, larger than {@code first} in canonical order
 * @param firstAtom the atom of the fragment of block {@code first}
 * @param secondAtom the atom of the fragment of block {@code second}
 */
public record Bond(int first, int second, int firstAtom, int secondAtom) {}
