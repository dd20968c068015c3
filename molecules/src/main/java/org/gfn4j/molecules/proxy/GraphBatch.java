package org.gfn4j.molecules.proxy;

import java.util.List;

/**
 * The atoms of many molecules, packed, with the way that messages take among them.
 *
 * <p>A link is an atom together with one of its types of bonds: its neighbours along bonds of that type are summed before
 * they are multiplied by the matrix of the type, so that there are fewer products than directed bonds. Links come sorted by
 * type, so that each type is one matrix product.
 *
 * @param molecules how many molecules there are
 * @param features the features of the atoms, [atoms × 71]
 * @param atomOffsets where the atoms of each molecule begin, [molecules + 1]
 * @param typeOffsets where the links of each type begin, [types + 1]
 * @param neighbours the neighbours of each link, [directed bonds]
 * @param neighbourOffsets where the neighbours of each link begin, [links + 1]
 * @param links the links of each atom, [links]
 * @param linkOffsets where the links of each atom begin, [atoms + 1]
 * @param shares 1/(number of neighbours) of each atom, 1 where there is none, [atoms]
 */
record GraphBatch(
        int molecules,
        float[] features,
        int[] atomOffsets,
        int[] typeOffsets,
        int[] neighbours,
        int[] neighbourOffsets,
        int[] links,
        int[] linkOffsets,
        double[] shares) {

    static GraphBatch of(List<AtomGraph> graphs, StemMask mask) {
        int[] atomOffsets = new int[graphs.size() + 1];
        int directed = 0;
        for (int g = 0; g < graphs.size(); g++) {
            atomOffsets[g + 1] = atomOffsets[g] + graphs.get(g).atoms();
            directed += 2 * graphs.get(g).bonds();
        }
        int atoms = atomOffsets[graphs.size()];
        float[] features = new float[atoms * AtomGraph.FEATURES];
        int[] slots = new int[AtomGraph.BOND_TYPES * atoms + 1];
        int[] degrees = new int[atoms];
        for (int g = 0; g < graphs.size(); g++) {
            graphs.get(g).writeFeatures(mask, features, atomOffsets[g] * AtomGraph.FEATURES);
            count(graphs.get(g), atomOffsets[g], atoms, slots, degrees);
        }
        return new Builder(graphs, atomOffsets, features, slots, degrees, directed).build();
    }

    /** Counts the neighbours of each atom by type: slot type·atoms + atom + 1. */
    private static void count(AtomGraph graph, int offset, int atoms, int[] slots, int[] degrees) {
        for (int bond = 0; bond < graph.bonds(); bond++) {
            for (int side = 0; side < 2; side++) {
                int atom = offset + graph.end(bond, side);
                slots[graph.type(bond) * atoms + atom + 1]++;
                degrees[atom]++;
            }
        }
    }

    int atoms() {
        return linkOffsets.length - 1;
    }

    /** Turns counts into places and fills them. */
    private record Builder(
            List<AtomGraph> graphs, int[] atomOffsets, float[] features, int[] slots, int[] degrees, int directed) {

        GraphBatch build() {
            int atoms = degrees.length;
            int linkCount = 0;
            int[] typeOffsets = new int[AtomGraph.BOND_TYPES + 1];
            int[] linkOffsets = new int[atoms + 1];
            for (int type = 0; type < AtomGraph.BOND_TYPES; type++) {
                for (int atom = 0; atom < atoms; atom++) {
                    if (slots[type * atoms + atom + 1] > 0) {
                        linkCount++;
                        linkOffsets[atom + 1]++;
                    }
                }
                typeOffsets[type + 1] = linkCount;
            }
            for (int atom = 0; atom < atoms; atom++) {
                linkOffsets[atom + 1] += linkOffsets[atom];
            }
            int[] links = new int[linkCount];
            int[] neighbourOffsets = new int[linkCount + 1];
            int[] filled = new int[atoms];
            int link = 0;
            for (int slot = 0; slot < AtomGraph.BOND_TYPES * atoms; slot++) {
                if (slots[slot + 1] > 0) {
                    int atom = slot % atoms;
                    links[linkOffsets[atom] + filled[atom]++] = link;
                    neighbourOffsets[link + 1] = neighbourOffsets[link] + slots[slot + 1];
                    link++;
                }
                slots[slot + 1] += slots[slot];
            }
            int[] neighbours = new int[directed];
            fill(neighbours);
            return new GraphBatch(
                    graphs.size(),
                    features,
                    atomOffsets,
                    typeOffsets,
                    neighbours,
                    neighbourOffsets,
                    links,
                    linkOffsets,
                    shares());
        }

        private double[] shares() {
            double[] shares = new double[degrees.length];
            for (int atom = 0; atom < shares.length; atom++) {
                shares[atom] = 1.0 / Math.max(1, degrees[atom]);
            }
            return shares;
        }

        private void fill(int[] neighbours) {
            int atoms = degrees.length;
            for (int g = 0; g < graphs.size(); g++) {
                AtomGraph graph = graphs.get(g);
                for (int bond = 0; bond < graph.bonds(); bond++) {
                    for (int side = 0; side < 2; side++) {
                        int atom = atomOffsets[g] + graph.end(bond, side);
                        int place = slots[graph.type(bond) * atoms + atom]++;
                        neighbours[place] = atomOffsets[g] + graph.end(bond, 1 - side);
                    }
                }
            }
        }
    }
}
