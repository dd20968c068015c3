package org.gfn4j.molecules.proxy;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * A molecule as arrays.
 *
 * @param atomicNumbers the atomic numbers, [atoms]
 * @param charges the formal charges, [atoms]
 * @param hydrogens the hydrogens, those that are atoms of their own among them, [atoms]
 * @param degrees the number of neighbours, all hydrogens among them, [atoms]
 * @param valences the sum of bond orders, that to hydrogens among them, [atoms]
 * @param ends the two atoms of each bond, [2·bonds]
 * @param orders the order of each bond, 1 to 3, [bonds]
 */
record MoleculeArrays(
        int[] atomicNumbers, int[] charges, int[] hydrogens, int[] degrees, int[] valences, int[] ends, int[] orders) {

    static MoleculeArrays of(IAtomContainer molecule) {
        int atoms = molecule.getAtomCount();
        int bonds = molecule.getBondCount();
        MoleculeArrays arrays = new MoleculeArrays(
                new int[atoms],
                new int[atoms],
                new int[atoms],
                new int[atoms],
                new int[atoms],
                new int[2 * bonds],
                new int[bonds]);
        for (int i = 0; i < atoms; i++) {
            arrays.addAtom(i, molecule.getAtom(i));
        }
        for (int i = 0; i < bonds; i++) {
            arrays.addBond(i, molecule.getBond(i));
        }
        return arrays;
    }

    private void addAtom(int i, IAtom atom) {
        Integer number = atom.getAtomicNumber();
        if (number == null || number < 1) {
            throw new IllegalArgumentException(
                    "atom " + i + " of a molecule must be an element, but is " + atom.getSymbol());
        }
        Integer implicit = atom.getImplicitHydrogenCount();
        if (implicit == null) {
            throw new IllegalArgumentException(
                    "the hydrogens of atom " + i + " (" + atom.getSymbol() + ") are not counted");
        }
        Integer charge = atom.getFormalCharge();
        atomicNumbers[i] = number;
        charges[i] = charge == null ? 0 : charge;
        hydrogens[i] += implicit;
        degrees[i] += implicit;
        valences[i] += implicit;
    }

    private void addBond(int i, IBond bond) {
        int begin = bond.getBegin().getIndex();
        int end = bond.getEnd().getIndex();
        IBond.Order order = bond.getOrder();
        int number = order == null ? 0 : order.numeric();
        if (bond.getAtomCount() != 2 || number < 1 || number > 3) {
            throw new IllegalArgumentException("the bond between atoms " + begin + " and " + end
                    + " must be single, double or triple, but is " + order);
        }
        ends[2 * i] = begin;
        ends[2 * i + 1] = end;
        orders[i] = number;
        addNeighbour(begin, end, number);
        addNeighbour(end, begin, number);
    }

    private void addNeighbour(int atom, int neighbour, int order) {
        degrees[atom]++;
        valences[atom] += order;
        if (atomicNumbers[neighbour] == 1) {
            hydrogens[atom]++;
        }
    }

    int atoms() {
        return atomicNumbers.length;
    }

    int end(int bond, int side) {
        return ends[2 * bond + side];
    }

    int bonds() {
        return orders.length;
    }
}
