package org.gfn4j.molecules.asset;

import java.io.IOException;

/** A file that is not the asset that it should be; the message names the file and what is wrong with it. */
public final class AssetException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message one line
     */
    public AssetException(String message) {
        super(message);
    }
}
