package org.gfn4j.molecules;

import java.util.List;

/**
 * An entry of a {@link BlockVocabulary}: a fragment with the atoms that bonds to other blocks may be made at.
 *
 * <p>Thread-safety: immutable.
 *
 * @param smiles the SMILES of the fragment, as the vocabulary gives it
 * @param atoms the number of heavy atoms, numbered from 0 in the order of the SMILES
 * @param attachments the attachment atoms, at least one; the first is the atom that is bonded when the block is added to
 *     a stem, and the others become free stems; an atom that can take several bonds is listed as many times
 */
public record Block(String smiles, int atoms, List<Integer> attachments) {

    /** Keeps a copy of the list. */
    public Block {
        attachments = List.copyOf(attachments);
    }
}
