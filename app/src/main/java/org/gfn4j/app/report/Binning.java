package org.gfn4j.app.report;

/**
 * Equal bins over the whole numbers from 0 on; the last one may hold fewer.
 *
 * <p>Thread-safety: immutable.
 *
 * @param size how many numbers there are, at least 1
 * @param width how many numbers a bin holds
 */
record Binning(int size, int width) {
    private static final long[] STEPS = {1, 2, 5};

    /** Makes bins of a round width that are not more than a limit; each number has its own where there are few. */
    static Binning of(int size, int limit) {
        return new Binning(size, (int) roundAbove((size - 1) / limit + 1));
    }

    /** Returns the first of 1, 2, 5, 10, 20, 50 and so on that is at least a number. */
    static long roundAbove(long number) {
        for (long decade = 1; ; decade *= 10) {
            for (long step : STEPS) {
                if (decade * step >= number) {
                    return decade * step;
                }
            }
        }
    }

    /** Returns how many bins there are. */
    int bins() {
        return (size - 1) / width + 1;
    }

    /** Returns the bin of a number. */
    int bin(int number) {
        return number / width;
    }

    /** Returns the first number of a bin. */
    int first(int bin) {
        return bin * width;
    }

    /** Returns how many numbers the last bin holds. */
    int last() {
        return size - first(bins() - 1);
    }
}
