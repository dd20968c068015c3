package org.gfn4j.app.molecules;

import java.io.IOException;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vocabulary that an option names.
 *
 * <p>Thread-safety: stateless.
 */
final class VocabularyFile {
    private VocabularyFile() {}

    /**
     * Reads a vocabulary.
     *
     * @param option the name of the option
     * @param file its value, null for the project's own vocabulary
     * @throws WrongOptionException if it is none; the message names file, line and cause
     */
    static BlockVocabulary read(String option, @Nullable String file) {
        if (file == null) {
            return BlockVocabulary.standard();
        }
        try {
            return BlockVocabulary.read(FileOptions.input(option, file));
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(option, file, e);
        }
    }
}
