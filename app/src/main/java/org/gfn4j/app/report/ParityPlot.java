package org.gfn4j.app.report;

import java.util.Arrays;

/**
 * A picture of how scores agree with what was measured.
 *
 * <p>Thread-safety: stateless.
 */
public final class ParityPlot {
    /** Numbers that are further from 0 than this, or than as many of their range, get axes of another origin and unit. */
    private static final double PLAIN = 1e6;

    private ParityPlot() {}

    /**
     * Draws points, and the line on which they would lie if all scores were right.
     *
     * @param target what was measured
     * @param measured the measured numbers, [points]
     * @param scores the scores of the same objects, [points]
     * @return the bytes of a PNG file
     * @throws IllegalStateException if Java has no fonts to write with; the message says how to get them
     */
    public static byte[] png(String target, double[] measured, double[] scores) {
        double least = Math.min(least(measured), least(scores));
        double most = Math.max(most(measured), most(scores));
        double range = most - least;
        double shift = Math.abs(least) > PLAIN * range ? least : 0;
        double unit =
                shift == 0 && range < PLAIN && range > 1 / PLAIN ? 1 : Math.pow(10, Math.floor(Math.log10(range)));
        if (!(unit >= Double.MIN_NORMAL)) {
            unit = 1;
        }
        String shown = target + (shift == 0 ? "" : " − " + shift) + (unit == 1 ? "" : ", in " + unit);
        return Figures.png(new Figure.Picture(
                "Scores against " + target,
                Charts.parity(
                        shown + " (table)",
                        shown + " (network)",
                        new Curve(moved(measured, shift, unit), moved(scores, shift, unit)))));
    }

    private static double[] moved(double[] values, double shift, double unit) {
        return Arrays.stream(values).map(value -> (value - shift) / unit).toArray();
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
