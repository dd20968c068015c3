package org.gfn4j.app.data;

import org.gfn4j.app.cli.DecimalNumberConverter;
import org.gfn4j.app.cli.WrongOptionException;

/**
 * A row of stored data as it was written, with the place of its object for messages.
 *
 * <p>Thread-safety: immutable.
 *
 * @param object the text of the object
 * @param logReward the log-reward, NaN where the row has none
 * @param line the line of the object, counted from 1
 * @param column where the object begins in its line, counted from 1
 */
record DataRow(String object, double logReward, long line, int column) {
    /** The name of the column or field with the object. */
    static final String OBJECT = "object";
    /** The name of the column or field with the log-reward. */
    static final String LOG_REWARD = "logReward";

    private static final String EXPECTED =
            " is not a log-reward: expected a finite number, the natural logarithm of the reward, or nothing";

    /** Reads a log-reward; the place is where its text begins. */
    static double logReward(String text, long line, int column, DataFaults faults) {
        double value = DecimalNumberConverter.parse(text);
        if (!Double.isFinite(value)) {
            throw notALogReward("'" + text + "'", line, column, faults);
        }
        return value;
    }

    /** Returns the refusal of what stands where a log-reward should. */
    static WrongOptionException notALogReward(String found, long line, int column, DataFaults faults) {
        return faults.at(line, column, found + EXPECTED);
    }
}
