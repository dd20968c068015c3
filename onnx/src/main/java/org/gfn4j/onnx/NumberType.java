package org.gfn4j.onnx;

import java.util.Locale;

/**
 * What the numbers of a tensor are that a model is fed with.
 *
 * <p>Thread-safety: immutable.
 */
public enum NumberType {
    /** Single precision. */
    FLOAT32,
    /** Whole numbers of 64 bits with a sign. */
    INT64;

    /**
     * Returns the name that messages use.
     *
     * @return the name in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
