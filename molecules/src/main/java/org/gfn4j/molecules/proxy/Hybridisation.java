package org.gfn4j.molecules.proxy;

/**
 * The hybridisation of an atom, in the order of the features.
 *
 * <p>Thread-safety: immutable.
 */
enum Hybridisation {
    SP,
    SP2,
    SP3,
    /** None, or one with d orbitals. */
    OTHER
}
