package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Path;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.storage.Sha256;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The building blocks.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class VocabularyOption {
    private static final String OPTION = "--blocks";
    private static final String STANDARD = "standard";

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            converter = FileSetting.Converter.class,
            description = "Building blocks, as 'gfn4j molecules mine-blocks' writes them. Default: those of gfn4j.")
    private @Nullable FileSetting blocks;

    private @Nullable BlockVocabulary vocabulary;

    /**
     * Returns the blocks.
     *
     * @throws WrongOptionException if the file cannot be used; the message names the option, the file and the place
     */
    BlockVocabulary vocabulary() {
        BlockVocabulary known = vocabulary;
        if (known == null) {
            known = read();
            if (blocks != null) {
                blocks.requireDigest(OPTION, digest(known));
            }
            vocabulary = known;
        }
        return known;
    }

    private BlockVocabulary read() {
        if (blocks == null || blocks.text().equals(STANDARD)) {
            return BlockVocabulary.standard();
        }
        try {
            return BlockVocabulary.read(blocks.file(OPTION));
        } catch (MoleculeFileException e) {
            throw new WrongOptionException("Invalid value for option '" + OPTION + "': " + e.getMessage());
        } catch (IOException e) {
            throw blocks.wrong(OPTION, "cannot be read: " + e.getMessage());
        }
    }

    /** Returns the value to record. */
    String recorded() {
        String place = blocks == null || blocks.text().equals(STANDARD)
                ? STANDARD
                : Path.of(blocks.text()).toAbsolutePath().normalize().toString();
        return FileSetting.recorded(place, digest(vocabulary()));
    }

    /** Returns the SHA-256 of the entries, on which alone it depends what the molecules of a vocabulary are. */
    private static String digest(BlockVocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        vocabulary
                .entries()
                .forEach(entry -> text.append(entry.smiles())
                        .append(' ')
                        .append(entry.attachments())
                        .append('\n'));
        return Sha256.of(text.toString());
    }
}
