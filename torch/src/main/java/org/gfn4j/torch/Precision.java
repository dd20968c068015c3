package org.gfn4j.torch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The type of the numbers in a network.
 *
 * <p>Thread-safety: immutable.
 */
public enum Precision {
    /** 32 bits: the default. */
    SINGLE(ScalarType.Float),
    /** 64 bits: for comparisons to the last digits and derivatives by differences. */
    DOUBLE(ScalarType.Double);

    private final ScalarType type;

    Precision(ScalarType type) {
        this.type = type;
    }

    ScalarType type() {
        return type;
    }
}
