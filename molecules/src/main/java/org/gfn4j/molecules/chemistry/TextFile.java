package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gfn4j.molecules.MoleculeFileException;

/**
 * Reads text files of users.
 *
 * <p>Thread-safety: stateless.
 */
final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /**
     * Returns the text of a file in UTF-8.
     *
     * @throws MoleculeFileException if it is in another encoding
     */
    static String read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int at = 0; at < bytes.position(); at++) {
                line += bytes.get(at) == '\n' ? 1 : 0;
            }
            throw new MoleculeFileException(
                    file.toString(), line, "this is not text in UTF-8; save the file in that encoding");
        }
    }
}
