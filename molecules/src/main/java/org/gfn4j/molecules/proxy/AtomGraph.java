package org.gfn4j.molecules.proxy;

import java.util.Arrays;

/**
 * A molecule as the proxy sees it: its heavy atoms with their features, its bonds with their types, and the atoms that carry
 * free stems.
 *
 * <p>The features of an atom, {@value #FEATURES} of them, are those of Bengio et al. 2021: 0-5 is it hydrogen, carbon,
 * nitrogen, oxygen, fluorine, another element; 6-8 nothing; 9 is it aromatic; 10-12 is it sp, sp2, sp3; 13 how many
 * hydrogens it has; 14 + Z − 1 is its atomic number Z (at most {@value #LARGEST_ATOMIC_NUMBER}); {@value #STEM_FEATURE} the
 * {@link StemMask}.
 *
 * <p>Thread-safety: immutable.
 */
public final class AtomGraph {
    /** How many features an atom has. */
    public static final int FEATURES = 71;

    /** The feature that a stem mask sets. */
    static final int STEM_FEATURE = 70;

    /** The largest atomic number that has a feature of its own. */
    static final int LARGEST_ATOMIC_NUMBER = 56;

    /** How many types of bonds there are: single, double, triple, aromatic. */
    public static final int BOND_TYPES = 4;

    /** The type of aromatic bonds; that of others is their order − 1. */
    static final int AROMATIC_BOND = 3;

    private static final int OTHER_ELEMENT = 5;
    private static final int AROMATIC = 9;
    private static final int HYBRIDISATION = 10;
    private static final int HYDROGENS = 13;
    private static final int ATOMIC_NUMBER = 14;

    private final int[] atomicNumbers;
    private final int[] hydrogens;
    private final boolean[] aromatic;
    private final Hybridisation[] hybridisations;
    private final int[] ends;
    private final int[] types;
    private final int[] stemAtoms;

    /**
     * Makes a graph of arrays that are given away.
     *
     * @param ends the two atoms of each bond, one after the other, [2·bonds]
     * @param types the type of each bond, [bonds]
     */
    AtomGraph(
            int[] atomicNumbers,
            int[] hydrogens,
            boolean[] aromatic,
            Hybridisation[] hybridisations,
            int[] ends,
            int[] types,
            int[] stemAtoms) {
        this.atomicNumbers = atomicNumbers;
        this.hydrogens = hydrogens;
        this.aromatic = aromatic;
        this.hybridisations = hybridisations;
        this.ends = ends;
        this.types = types;
        this.stemAtoms = stemAtoms;
    }

    /**
     * Returns how many atoms there are.
     *
     * @return the number of atoms, at least 1
     */
    public int atoms() {
        return atomicNumbers.length;
    }

    /**
     * Returns how many bonds there are.
     *
     * @return the number of bonds, each counted once
     */
    public int bonds() {
        return types.length;
    }

    /**
     * Returns the atoms that carry free stems.
     *
     * @return a copy, in ascending order without repeats
     */
    public int[] stemAtoms() {
        return stemAtoms.clone();
    }

    /**
     * Returns the same molecule with its atoms in another order, and its bonds in that of their atoms, the lower one first.
     *
     * @param order which atom comes at each place, each atom once, [atoms]
     * @return a graph
     * @throws IllegalArgumentException if the order lacks an atom or has one twice
     */
    public AtomGraph inOrder(int... order) {
        int atoms = atoms();
        int[] places = new int[atoms];
        Arrays.fill(places, -1);
        for (int place = 0; place < order.length; place++) {
            if (order.length != atoms || order[place] < 0 || order[place] >= atoms || places[order[place]] >= 0) {
                throw new IllegalArgumentException(
                        "an order must have each of " + atoms + " atoms once, but is " + Arrays.toString(order));
            }
            places[order[place]] = place;
        }
        int[] newNumbers = new int[atoms];
        int[] newHydrogens = new int[atoms];
        boolean[] newAromatic = new boolean[atoms];
        Hybridisation[] newHybridisations = new Hybridisation[atoms];
        for (int place = 0; place < atoms; place++) {
            newNumbers[place] = atomicNumbers[order[place]];
            newHydrogens[place] = hydrogens[order[place]];
            newAromatic[place] = aromatic[order[place]];
            newHybridisations[place] = hybridisations[order[place]];
        }
        int[][] bonds = new int[bonds()][];
        for (int bond = 0; bond < bonds.length; bond++) {
            int a = places[end(bond, 0)];
            int b = places[end(bond, 1)];
            bonds[bond] = new int[] {Math.min(a, b), Math.max(a, b), types[bond]};
        }
        Arrays.sort(bonds, Arrays::compare);
        int[] newEnds = new int[ends.length];
        int[] newTypes = new int[types.length];
        for (int bond = 0; bond < bonds.length; bond++) {
            newEnds[2 * bond] = bonds[bond][0];
            newEnds[2 * bond + 1] = bonds[bond][1];
            newTypes[bond] = bonds[bond][2];
        }
        int[] newStems =
                Arrays.stream(stemAtoms).map(atom -> places[atom]).sorted().toArray();
        return new AtomGraph(newNumbers, newHydrogens, newAromatic, newHybridisations, newEnds, newTypes, newStems);
    }

    /**
     * Returns the two atoms of each bond.
     *
     * @return a copy, one after the other, [2·bonds]
     */
    public int[] bondAtoms() {
        return ends.clone();
    }

    /**
     * Returns the type of each bond: 0 single, 1 double, 2 triple, 3 aromatic.
     *
     * @return a copy, [bonds]
     */
    public int[] bondTypes() {
        return types.clone();
    }

    /**
     * Returns the features of the atoms.
     *
     * @param mask which atoms the last feature marks
     * @return the features, [atoms × 71]
     */
    public float[] features(StemMask mask) {
        float[] features = new float[atoms() * FEATURES];
        writeFeatures(mask, features, 0);
        return features;
    }

    /**
     * Writes the features into zeros.
     *
     * @param offset where the features of the first atom begin
     */
    void writeFeatures(StemMask mask, float[] features, int offset) {
        int row = offset;
        for (int atom = 0; atom < atomicNumbers.length; atom++, row += FEATURES) {
            int number = atomicNumbers[atom];
            features[row + element(number)] = 1;
            features[row + AROMATIC] = aromatic[atom] ? 1 : 0;
            switch (hybridisations[atom]) {
                case SP -> features[row + HYBRIDISATION] = 1;
                case SP2 -> features[row + HYBRIDISATION + 1] = 1;
                case SP3 -> features[row + HYBRIDISATION + 2] = 1;
                case OTHER -> {}
            }
            features[row + HYDROGENS] = hydrogens[atom];
            if (number <= LARGEST_ATOMIC_NUMBER) {
                features[row + ATOMIC_NUMBER + number - 1] = 1;
            }
        }
        if (mask == StemMask.FREE && stemAtoms.length > 0) {
            for (int atom : stemAtoms) {
                features[offset + atom * FEATURES + STEM_FEATURE] = 1;
            }
        } else if (mask != StemMask.ZERO) {
            features[offset + STEM_FEATURE] = 1;
        }
    }

    private static int element(int atomicNumber) {
        return switch (atomicNumber) {
            case 1 -> 0;
            case 6 -> 1;
            case 7 -> 2;
            case 8 -> 3;
            case 9 -> 4;
            default -> OTHER_ELEMENT;
        };
    }

    int end(int bond, int side) {
        return ends[2 * bond + side];
    }

    int type(int bond) {
        return types[bond];
    }

    Hybridisation hybridisation(int atom) {
        return hybridisations[atom];
    }

    boolean isAromatic(int atom) {
        return aromatic[atom];
    }

    int hydrogens(int atom) {
        return hydrogens[atom];
    }

    static int[] distinct(int[] stemAtoms, int atoms) {
        int[] sorted = Arrays.stream(stemAtoms).sorted().distinct().toArray();
        for (int atom : sorted) {
            if (atom < 0 || atom >= atoms) {
                throw new IllegalArgumentException(
                        "the atoms of free stems must be within 0 to " + (atoms - 1) + ", but one is " + atom);
            }
        }
        return sorted;
    }
}
