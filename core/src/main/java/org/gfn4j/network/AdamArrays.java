package org.gfn4j.network;

/**
 * Values with their gradients and Adam's moments, all of one length.
 *
 * <p>Thread-safety: confined to one thread but for parts that different threads write to.
 *
 * @param values the values
 * @param gradients their gradients
 * @param first first moments
 * @param second second moments
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record AdamArrays(float[] values, float[] gradients, float[] first, float[] second) {

    /** Makes zeros. */
    AdamArrays(int size) {
        this(new float[size], new float[size], new float[size], new float[size]);
    }
}
