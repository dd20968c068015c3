package org.gfn4j.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.XYStyler;

/**
 * Which part of the upright axis is shown.
 *
 * <p>Thread-safety: immutable.
 *
 * @param least where it starts
 * @param most where it ends
 * @param scale how it is divided
 */
record Range(double least, double most, Scale scale) {
    private static final int MOST_DECADES = 8;
    private static final double CLEAR = 0.08;
    /** AWT cannot lay out an empty text. */
    private static final String NO_LABEL = " ";

    /** How an axis divides what it shows. */
    private enum Scale {
        LINEAR,
        WHOLE_NUMBERS,
        LOGARITHMIC
    }

    /** Makes a logarithmic axis around all values, which are positive, from a whole decade on. */
    static Range decades(List<Charts.Line> lines) {
        double least = Math.pow(10, Math.floor(Math.log10(values(lines).min().orElse(1))));
        double most = Numbers.roundedUp(values(lines).max().orElse(1), 1);
        return new Range(least, Math.max(most, least * 10), Scale.LOGARITHMIC);
    }

    /** Makes an axis with some room around all values. */
    static Range around(List<Charts.Line> lines) {
        double least = values(lines).min().orElse(0);
        double most = values(lines).max().orElse(0);
        double size = Math.max(Math.abs(least), Math.abs(most));
        double room = Math.max((most - least) / 20, (size == 0 ? 1 : size) * 1e-3);
        return new Range(least - room, most + room, Scale.LINEAR);
    }

    /** Makes an axis that starts at zero and ends somewhat above all values. */
    static Range fromZero(List<Charts.Line> lines) {
        double most = values(lines).max().orElse(0);
        return new Range(0, most > 0 ? most * 1.05 : 1, Scale.LINEAR);
    }

    /** Makes an axis of whole numbers that starts at zero. */
    static Range counts(List<Charts.Line> lines) {
        return new Range(0, fromZero(lines).most, Scale.WHOLE_NUMBERS);
    }

    private static DoubleStream values(List<Charts.Line> lines) {
        return lines.stream().flatMapToDouble(line -> Arrays.stream(line.curve().y()));
    }

    /** Returns where a label of a value stands clear of it, towards the middle of the axis. */
    double beside(double value) {
        if (scale == Scale.LOGARITHMIC) {
            double clear = Math.pow(most / least, CLEAR);
            return value > Math.sqrt(least * most) ? value / clear : value * clear;
        }
        return value > (least + most) / 2 ? value - CLEAR * (most - least) : value + CLEAR * (most - least);
    }

    /** Sets up an axis. */
    void applyTo(XYStyler styler) {
        styler.setYAxisMin(least).setYAxisMax(most);
        styler.setYAxisLogarithmic(scale == Scale.LOGARITHMIC).setYAxisLogarithmicDecadeOnly(true);
        styler.setYAxisTickLabelsFormattingFunction(
                value -> isLabelled(value) ? Numbers.significant(value, 4) : NO_LABEL);
    }

    private boolean isLabelled(double value) {
        return switch (scale) {
            case LINEAR -> true;
            case WHOLE_NUMBERS -> value == Math.rint(value);
            case LOGARITHMIC -> {
                long decades = (long) Math.ceil(Math.log10(most / least));
                yield Math.round(Math.log10(value / least)) % ((decades - 1) / MOST_DECADES + 1) == 0;
            }
        };
    }
}
