package org.gfn4j.app.report;

/**
 * A picture of how scores agree with what was measured.
 *
 * <p>Thread-safety: stateless.
 */
public final class ParityPlot {
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
        return Figures.png(new Figure.Picture(
                "Scores against " + target,
                Charts.parity(target + " (table)", target + " (network)", new Curve(measured, scores))));
    }
}
