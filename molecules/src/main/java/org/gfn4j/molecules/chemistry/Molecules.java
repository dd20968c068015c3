package org.gfn4j.molecules.chemistry;

import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Copies of molecules, for what would change them.
 *
 * <p>Thread-safety: stateless.
 */
final class Molecules {
    private Molecules() {}

    static IAtomContainer copy(IAtomContainer molecule) {
        try {
            return molecule.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a molecule cannot be copied", e);
        }
    }
}
