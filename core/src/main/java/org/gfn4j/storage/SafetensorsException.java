package org.gfn4j.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not what the safetensors format asks for; the message names the file, what is wrong, and where. */
public final class SafetensorsException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param file the file
     * @param problem what is wrong with it
     */
    public SafetensorsException(Path file, String problem) {
        super(file + " is damaged or no safetensors file: " + problem);
    }
}
