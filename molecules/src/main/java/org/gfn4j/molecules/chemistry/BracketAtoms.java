package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds which atoms of a SMILES are written in brackets, which a parsed molecule does not tell.
 *
 * <p>Thread-safety: stateless.
 */
final class BracketAtoms {
    private BracketAtoms() {}

    /**
     * Returns how atoms are written.
     *
     * @param smiles a valid SMILES
     * @return for each atom, in the order of the text, whether it stands in brackets
     */
    static List<Boolean> of(String smiles) {
        List<Boolean> bracketed = new ArrayList<>();
        for (int at = 0; at < smiles.length(); at++) {
            char character = smiles.charAt(at);
            if (character == '[') {
                bracketed.add(true);
                at = smiles.indexOf(']', at);
            } else if (Character.isLetter(character)) {
                bracketed.add(false);
                boolean twoLetters = smiles.startsWith("Cl", at) || smiles.startsWith("Br", at);
                at += twoLetters ? 1 : 0;
            }
        }
        return bracketed;
    }
}
