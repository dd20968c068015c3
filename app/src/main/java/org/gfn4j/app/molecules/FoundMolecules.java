package org.gfn4j.app.molecules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;

/**
 * What {@value DiscoveryFile#NAME} tells of a run without knowing its blocks. States of one canonical SMILES are one molecule
 * with the best reward of theirs.
 *
 * <p>Thread-safety: stateless.
 */
final class FoundMolecules {
    /** How many points the curve of modes has at most: each of them clusters again what had been found. */
    static final int POINTS = 25;

    private FoundMolecules() {}

    /**
     * Returns the finite raw rewards of the different molecules.
     *
     * @param rows what has been found, in the order of discovery
     */
    static double[] rewards(List<DiscoveryFile.Row> rows) {
        Map<String, Double> best = new LinkedHashMap<>();
        rows.forEach(row -> best.merge(row.smiles(), row.reward(), Math::max));
        return best.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Returns how many modes there were among the molecules that had been found when so many had been visited.
     *
     * @param rows what has been found, in the order of discovery
     * @param run the figures of the run; lines without iterations or visits are left out
     * @param threshold the raw reward from which on molecules count
     * @return a point for each of up to {@value #POINTS} lines of the metrics, the last among them; empty where there is none
     */
    static Optional<Curve> modes(List<DiscoveryFile.Row> rows, RunRecord run, double threshold) {
        Curve lines = new Metrics(run.metrics()).curve(Metrics.ITERATIONS, Metrics.VISITED);
        int points = Math.min(POINTS, lines.size());
        if (points == 0) {
            return Optional.empty();
        }
        List<DiscoveryFile.Row> good =
                rows.stream().filter(row -> row.reward() >= threshold).toList();
        Chemistry chemistry = new Chemistry(List.of(threshold));
        SortedMap<String, Double> best = new TreeMap<>();
        double[] visited = new double[points];
        double[] modes = new double[points];
        int read = 0;
        for (int point = 0; point < points; point++) {
            int line = (int) ((point + 1L) * lines.size() / points) - 1;
            while (read < good.size() && good.get(read).iteration() <= lines.x()[line]) {
                best.merge(good.get(read).smiles(), good.get(read).reward(), Math::max);
                read++;
            }
            visited[point] = lines.y()[line];
            modes[point] = chemistry.modes(best);
        }
        return Optional.of(new Curve(visited, modes));
    }
}
