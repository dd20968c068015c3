package org.gfn4j.molecules.chemistry;

/** Says why a text is not the SMILES of a molecule. */
public final class SmilesException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message names the text and what is wrong with it
     */
    public SmilesException(String message) {
        super(message);
    }
}
