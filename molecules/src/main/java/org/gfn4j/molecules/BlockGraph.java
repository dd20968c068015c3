package org.gfn4j.molecules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks, the bonds between them and free stems, in any order: what a file says, before a {@link BlockMolecule} forgets
 * the order. Whatever numbers the atoms of a molecule, such as the proxy of Bengio et al. 2021 that marks the first of them,
 * depends on it.
 *
 * <p>Thread-safety: immutable.
 *
 * @param fragments the fragment of each block, [blocks]
 * @param bonds the bonds, which make a tree of the blocks
 * @param stems the free stems
 */
public record BlockGraph(List<Integer> fragments, List<Bond> bonds, List<Stem> stems) {

    /** Keeps copies of the lists. */
    public BlockGraph {
        fragments = List.copyOf(fragments);
        bonds = List.copyOf(bonds);
        stems = List.copyOf(stems);
    }

    /**
     * Returns the graph of a molecule.
     *
     * @param molecule a molecule
     * @return its blocks, bonds and stems in canonical order
     */
    public static BlockGraph of(BlockMolecule molecule) {
        return new BlockGraph(
                IntStream.range(0, molecule.size())
                        .map(molecule::fragment)
                        .boxed()
                        .toList(),
                molecule.bonds(),
                molecule.stems());
    }
}
