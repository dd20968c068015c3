package org.gfn4j.storage;

/**
 * The type of the numbers of a tensor, under the name that safetensors files give it.
 *
 * <p>Thread-safety: immutable.
 */
public enum ElementType {
    /** Floating point of single precision. */
    F32(Float.BYTES),
    /** Floating point of double precision. */
    F64(Double.BYTES),
    /** Signed whole numbers of 64 bits. */
    I64(Long.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns how long a number is.
     *
     * @return its size in bytes
     */
    public int bytes() {
        return bytes;
    }
}
