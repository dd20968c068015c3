package org.gfn4j.molecules.baseline;

import org.gfn4j.model.StateRows;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.flow.PackedStems;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.torch.Edges;
import org.gfn4j.trajectory.IntList;

/**
 * The atoms of some molecules as one graph in packed arrays, with the stems to add to and the bonds to cut.
 *
 * <p>The features of an atom are those of {@link AtomGraph} within its block, how many bonds to other blocks it has, how
 * many free stems, and whether it is no atom but stands for the empty molecule. Bonds have the types of {@link AtomGraph}
 * within blocks and one more between them.
 *
 * <p>Thread-safety: immutable once made; nobody may write to its arrays.
 */
final class PackedAtoms {
    /** How many kinds of bonds there are. */
    static final int BOND_KINDS = AtomGraph.BOND_TYPES + 1;

    /** How many features an atom has. */
    static final int FEATURES = AtomGraph.FEATURES + 3;

    private static final int BETWEEN_BLOCKS = AtomGraph.BOND_TYPES;
    private static final int BONDS_TO_BLOCKS = AtomGraph.FEATURES;
    private static final int FREE_STEMS = AtomGraph.FEATURES + 1;
    private static final int NO_ATOM = AtomGraph.FEATURES + 2;

    private final MoleculeEnvironment environment;
    private final FragmentAtoms fragments;
    private final int[] atomOffsets;
    private final double[] features;
    private final IntList sources = new IntList();
    private final IntList targets = new IntList();
    private final IntList kinds = new IntList();
    private final PackedStems stems;
    private final IntList cutAtoms = new IntList();
    private final IntList keptAtoms = new IntList();
    private final IntList cutStarts = new IntList();

    PackedAtoms(MoleculeEnvironment environment, FragmentAtoms fragments, StateRows<BlockMolecule> rows) {
        this.environment = environment;
        this.fragments = fragments;
        atomOffsets = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            int[] starts = blockStarts(rows.state(row), atomOffsets[row]);
            atomOffsets[row + 1] = Math.max(starts[starts.length - 1], atomOffsets[row] + 1);
        }
        features = new double[atomOffsets[rows.size()] * FEATURES];
        stems = new PackedStems(environment);
        for (int row = 0; row < rows.size(); row++) {
            BlockMolecule molecule = rows.state(row);
            int[] starts = blockStarts(molecule, atomOffsets[row]);
            addAtoms(molecule, starts);
            int forwardStart = rows.forwardStart(row);
            stems.add(
                    molecule,
                    forwardStart,
                    rows.forwardStart(row + 1) - forwardStart,
                    starts[0],
                    (block, atom) -> starts[block] + atom);
            if (rows.backwardStart(row + 1) > rows.backwardStart(row)) {
                addCuts(molecule, starts, rows.backwardStart(row));
            }
        }
    }

    /** Returns where the atoms of each block start, and where the last ones end, [blocks + 1]. */
    private int[] blockStarts(BlockMolecule molecule, int first) {
        int[] starts = new int[molecule.size() + 1];
        starts[0] = first;
        for (int block = 0; block < molecule.size(); block++) {
            starts[block + 1] = starts[block] + fragments.atoms(molecule.fragment(block));
        }
        return starts;
    }

    private void addAtoms(BlockMolecule molecule, int[] starts) {
        if (molecule.size() == 0) {
            features[starts[0] * FEATURES + NO_ATOM] = 1;
        }
        for (int block = 0; block < molecule.size(); block++) {
            int fragment = molecule.fragment(block);
            for (int atom = 0; atom < fragments.atoms(fragment); atom++) {
                fragments.writeFeatures(fragment, atom, features, (starts[block] + atom) * FEATURES);
            }
            for (int bond = 0; bond < fragments.bonds(fragment); bond++) {
                addBond(
                        starts[block] + fragments.end(fragment, bond, 0),
                        starts[block] + fragments.end(fragment, bond, 1),
                        fragments.type(fragment, bond));
            }
        }
        for (int number = 0; number < molecule.size() - 1; number++) {
            Bond bond = molecule.bond(number);
            int first = starts[bond.first()] + bond.firstAtom();
            int second = starts[bond.second()] + bond.secondAtom();
            addBond(first, second, BETWEEN_BLOCKS);
            features[first * FEATURES + BONDS_TO_BLOCKS]++;
            features[second * FEATURES + BONDS_TO_BLOCKS]++;
        }
        for (int stem = 0; stem < molecule.stemCount(); stem++) {
            int atom = starts[molecule.stemBlock(stem)] + molecule.stemAtom(stem);
            features[atom * FEATURES + FREE_STEMS]++;
        }
    }

    private void addBond(int first, int second, int kind) {
        sources.add(first);
        targets.add(second);
        kinds.add(kind);
        sources.add(second);
        targets.add(first);
        kinds.add(kind);
    }

    /** Adds the edges in whose blocks have a bond; those into one block lead from the empty molecule and are alike. */
    private void addCuts(BlockMolecule molecule, int[] starts, int backwardStart) {
        if (molecule.size() < 2) {
            return;
        }
        int[] removed = environment.removedBlocks(molecule);
        for (int edge = 0; edge < removed.length; edge++) {
            Bond bond = bondOf(molecule, removed[edge]);
            int first = starts[bond.first()] + bond.firstAtom();
            int second = starts[bond.second()] + bond.secondAtom();
            boolean firstGoes = bond.first() == removed[edge];
            cutAtoms.add(firstGoes ? first : second);
            keptAtoms.add(firstGoes ? second : first);
            cutStarts.add(backwardStart + edge);
        }
    }

    /** Returns the bond of a block that has one. */
    private static Bond bondOf(BlockMolecule molecule, int block) {
        for (int number = 0; number < molecule.size() - 1; number++) {
            Bond bond = molecule.bond(number);
            if (bond.first() == block || bond.second() == block) {
                return bond;
            }
        }
        throw new IllegalArgumentException("block " + block + " has no bond in " + molecule);
    }

    /** Returns how many atoms there are. */
    int atoms() {
        return atomOffsets[atomOffsets.length - 1];
    }

    /** Returns where the atoms of each molecule start, [molecules + 1]. */
    int[] atomOffsets() {
        return atomOffsets;
    }

    /** Returns the features of the atoms, [atoms × {@link #FEATURES}]. */
    double[] features() {
        return features;
    }

    /** Returns the bonds in both directions, natively in the scope of the caller. */
    Edges bonds() {
        return new Edges(atoms(), BOND_KINDS, sources.toArray(), targets.toArray(), kinds.toArray());
    }

    /** Returns the stems, whose nodes are atoms. */
    PackedStems stems() {
        return stems;
    }

    /** Returns the bonded atom of the block that each cut takes away, [cuts]. */
    int[] cutAtoms() {
        return cutAtoms.toArray();
    }

    /** Returns the atom that each cut leaves without that bond, [cuts]. */
    int[] keptAtoms() {
        return keptAtoms.toArray();
    }

    /** Returns where the logit of each cut goes, [cuts]. */
    int[] cutStarts() {
        return cutStarts.toArray();
    }
}
