package org.gfn4j.app.molecules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gfn4j.app.report.ReportChart;
import org.gfn4j.evaluation.Mean;
import org.gfn4j.molecules.task.Thresholds;

/**
 * How the molecules of a run became better and more, in the order of discovery. Impossible ones, and those whose reward is
 * not finite, are left out; states of one canonical SMILES are one molecule with the best reward of theirs.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class DiscoveryCurves {
    /** Over how many of the latest molecules their mean is taken. */
    static final int WINDOW = 100;

    /** How many molecules the best are. */
    static final int TOP = 100;

    private static final int POINTS = 200;
    private static final int FIRST_THRESHOLD = 5;

    private final List<Double> thresholds;
    private final List<double[]> points = new ArrayList<>();
    private final Map<String, Double> bestOf = new HashMap<>();
    private final TreeSet<Scored> top =
            new TreeSet<>(Comparator.comparingDouble(Scored::reward).thenComparing(Scored::smiles));
    private final Deque<Double> latest = new ArrayDeque<>();
    private final int[] counts;

    /** A molecule and the best reward of its states. */
    private record Scored(String smiles, double reward) {}

    /**
     * Follows molecules.
     *
     * @param found what has been found, in the order of discovery
     * @param requests where on the horizontal axis an iteration is
     * @param thresholds the raw rewards from which on molecules are counted
     */
    DiscoveryCurves(List<FoundMolecule> found, RewardRequests requests, List<Double> thresholds) {
        this.thresholds = thresholds;
        this.counts = new int[thresholds.size()];
        List<FoundMolecule> usable = found.stream()
                .filter(each -> each.smiles() != null && Double.isFinite(each.reward()))
                .toList();
        long every = iterations(usable) / POINTS + 1;
        long ended = 0;
        for (int i = 0; i < usable.size(); i++) {
            add(usable.get(i));
            boolean last = i == usable.size() - 1;
            if (last || usable.get(i + 1).iteration() != usable.get(i).iteration()) {
                ended++;
                if (last || ended % every == 0) {
                    points.add(point(requests.after(usable.get(i).iteration())));
                }
            }
        }
    }

    private static long iterations(List<FoundMolecule> found) {
        return found.stream().mapToLong(FoundMolecule::iteration).distinct().count();
    }

    private void add(FoundMolecule found) {
        String smiles = String.valueOf(found.smiles());
        double reward = found.reward();
        latest.addLast(reward);
        if (latest.size() > WINDOW) {
            latest.removeFirst();
        }
        double before = bestOf.getOrDefault(smiles, Double.NEGATIVE_INFINITY);
        if (reward <= before) {
            return;
        }
        bestOf.put(smiles, reward);
        top.remove(new Scored(smiles, before));
        top.add(new Scored(smiles, reward));
        if (top.size() > TOP) {
            top.pollFirst();
        }
        for (int i = 0; i < counts.length; i++) {
            if (before < thresholds.get(i) && reward >= thresholds.get(i)) {
                counts[i]++;
            }
        }
    }

    private double[] point(double x) {
        double[] point = new double[FIRST_THRESHOLD + counts.length];
        point[0] = x;
        point[1] = Mean.of(latest.stream().mapToDouble(Double::doubleValue).toArray());
        point[2] = top.size() < TOP
                ? Double.NaN
                : Mean.of(top.stream().mapToDouble(Scored::reward).toArray());
        point[3] = top.last().reward();
        point[4] = bestOf.size();
        for (int i = 0; i < counts.length; i++) {
            point[FIRST_THRESHOLD + i] = counts[i];
        }
        return point;
    }

    /** Returns the mean raw reward of the latest molecules; empty where there are none. */
    Optional<ReportChart.Line> latest() {
        return line("last " + WINDOW + " found", 1);
    }

    /** Returns the mean raw reward of the best {@value #TOP} molecules so far, from where there are so many. */
    Optional<ReportChart.Line> top() {
        return line("top " + TOP, 2);
    }

    /** Returns the best raw reward so far. */
    Optional<ReportChart.Line> best() {
        return line("best", 3);
    }

    /** Returns how many different molecules had been found. */
    Optional<ReportChart.Line> different() {
        return line("all", 4);
    }

    /**
     * Returns how many different molecules had been found from a raw reward on.
     *
     * @param threshold the number of the threshold
     */
    Optional<ReportChart.Line> from(int threshold) {
        return line("from " + Thresholds.text(thresholds.get(threshold)), FIRST_THRESHOLD + threshold);
    }

    private Optional<ReportChart.Line> line(String label, int column) {
        List<double[]> known =
                points.stream().filter(point -> !Double.isNaN(point[column])).toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart.Line(
                        label,
                        known.stream().mapToDouble(point -> point[0]).toArray(),
                        known.stream().mapToDouble(point -> point[column]).toArray()));
    }
}
