package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A table cut into three parts at random.
 *
 * @param training the rows to learn from
 * @param validation the rows that say when to stop
 * @param test the rows that training does not see
 */
record Split(ProxyTable training, ProxyTable validation, ProxyTable test) {
    private static final int FEWEST = 10;

    static Split of(ProxyTable table, ProxyTrainingOptions options) {
        int size = table.size();
        if (size < FEWEST) {
            throw new IllegalArgumentException(
                    "there must be at least " + FEWEST + " molecules to train a proxy, but there are " + size);
        }
        int validation = Math.max(1, (int) Math.round(options.validationShare() * size));
        int test = Math.max(1, (int) Math.round(options.testShare() * size));
        if (validation + test >= size) {
            throw new IllegalArgumentException(validation + " molecules to validate and " + test
                    + " to test leave none to train on, because there are " + size);
        }
        int[] order = shuffled(size, new SplittableRandom(options.seed()));
        return new Split(
                table.only(sorted(order, validation + test, size)),
                table.only(sorted(order, 0, validation)),
                table.only(sorted(order, validation, validation + test)));
    }

    static int[] shuffled(int size, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] part = Arrays.copyOfRange(order, from, to);
        Arrays.sort(part);
        return part;
    }
}
