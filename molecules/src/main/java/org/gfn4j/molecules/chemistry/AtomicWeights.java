package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.config.Isotopes;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IIsotope;

/**
 * Average atomic weights in g/mol, those of RDKit.
 *
 * <p>Thread-safety: stateless.
 */
final class AtomicWeights {
    private static final double HYDROGEN = 1.008;

    /** Of the elements 1 to 118; those without natural isotopes have the mass number of one. */
    private static final double[] WEIGHTS = {
        1.008, 4.003, 6.941, 9.012, 10.812, 12.011, 14.007, 15.999, 18.998, 20.18, 22.99, 24.305, 26.982, 28.086,
        30.974, 32.067, 35.453, 39.948, 39.098, 40.078, 44.956, 47.867, 50.942, 51.996, 54.938, 55.845, 58.933, 58.693,
        63.546, 65.39, 69.723, 72.61, 74.922, 78.96, 79.904, 83.8, 85.468, 87.62, 88.906, 91.224, 92.906, 95.94, 98,
        101.07, 102.906, 106.42, 107.868, 112.412, 114.818, 118.711, 121.76, 127.6, 126.904, 131.29, 132.905, 137.328,
        138.906, 140.116, 140.908, 144.24, 145, 150.36, 151.964, 157.25, 158.925, 162.5, 164.93, 167.26, 168.934,
        173.04, 174.967, 178.49, 180.948, 183.84, 186.207, 190.23, 192.217, 195.078, 196.967, 200.59, 204.383, 207.2,
        208.98, 209, 210, 222, 223, 226, 227, 232.038, 231.036, 238.029, 237, 244, 243, 247, 247, 251, 252, 257, 258,
        259, 262, 267, 268, 269, 270, 269, 278, 281, 281, 285, 284, 289, 288, 293, 292, 294
    };

    private AtomicWeights() {}

    /** Returns the sum over all atoms, hydrogens included; an atom with a mass number weighs as that isotope. */
    static double sum(IAtomContainer molecule) {
        double sum = 0;
        for (IAtom atom : molecule.atoms()) {
            sum += weight(atom) + HYDROGEN * Valences.hydrogens(atom);
        }
        return sum;
    }

    private static double weight(IAtom atom) {
        int element = atom.getAtomicNumber();
        Integer massNumber = atom.getMassNumber();
        if (massNumber != null && massNumber != 0) { // [0C] leaves it open
            IIsotope isotope = isotopes().getIsotope(Elements.ofNumber(element).symbol(), massNumber);
            return isotope == null || isotope.getExactMass() == null ? massNumber : isotope.getExactMass();
        }
        return WEIGHTS[element - 1];
    }

    private static Isotopes isotopes() {
        try {
            return Isotopes.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of isotopes", e);
        }
    }
}
