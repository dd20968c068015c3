package org.gfn4j.molecules.proxy;

import java.io.IOException;

/** A file that holds no proxy that can be used; the message names the file and what is wrong. */
public final class ProxyFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param file the name of the file
     * @param problem what is wrong with it
     */
    public ProxyFileException(String file, String problem) {
        super(file + " holds no proxy that can be used: " + problem);
    }
}
