package org.gfn4j.app.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gfn4j.app.report.Curve;
import org.gfn4j.evaluation.Mean;

/**
 * The mean of curves, over the places where all of them are known; between its points a curve is taken as straight.
 *
 * <p>Thread-safety: stateless.
 */
final class MeanCurve {
    private static final int POINTS = 400;

    private MeanCurve() {}

    /** Returns the mean; empty where there is no place at which all curves are known. */
    static Optional<Curve> of(List<Curve> curves) {
        if (curves.isEmpty() || curves.stream().anyMatch(curve -> curve.size() == 0)) {
            return Optional.empty();
        }
        double from = curves.stream().mapToDouble(curve -> curve.x()[0]).max().orElse(0);
        double to = curves.stream()
                .mapToDouble(curve -> curve.x()[curve.size() - 1])
                .min()
                .orElse(0);
        double[] places = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x()))
                .filter(x -> x >= from && x <= to)
                .sorted()
                .distinct()
                .toArray();
        if (places.length == 0) {
            return Optional.empty();
        }
        double[] x = thinned(places);
        double[] y = Arrays.stream(x)
                .map(place -> Mean.of(
                        curves.stream().mapToDouble(curve -> at(curve, place)).toArray()))
                .toArray();
        return Optional.of(new Curve(x, y));
    }

    private static double[] thinned(double[] places) {
        if (places.length <= POINTS) {
            return places;
        }
        double[] kept = new double[POINTS];
        for (int point = 0; point < POINTS; point++) {
            kept[point] = places[(int) ((long) point * (places.length - 1) / (POINTS - 1))];
        }
        return kept;
    }

    private static double at(Curve curve, double place) {
        double[] x = curve.x();
        double[] y = curve.y();
        int found = Arrays.binarySearch(x, place);
        if (found >= 0) {
            return y[found];
        }
        int next = -found - 1;
        double share = (place - x[next - 1]) / (x[next] - x[next - 1]);
        return (1 - share) * y[next - 1] + share * y[next];
    }
}
