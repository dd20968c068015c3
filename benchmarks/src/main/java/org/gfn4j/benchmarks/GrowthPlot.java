package org.gfn4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws how the time of an iteration grows, from files that {@code ./gfn4j bench hypergrid --json} has printed.
 *
 * <p>Thread-safety: stateless.
 */
public final class GrowthPlot {
    private GrowthPlot() {}

    /**
     * Writes {@code growth.md}, a table, and {@code growth.png}, a figure, into the folder of the measurements.
     *
     * @param arguments the folder, which holds files such as {@code side-8.json} and {@code threads-2.json}
     */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            fail(2, "GrowthPlot takes one argument, the folder of the measurements, but got " + arguments.length);
        }
        Path folder = Path.of(arguments[0]);
        try {
            write(folder);
        } catch (IllegalArgumentException e) {
            fail(2, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail(1, "cannot write into " + folder + ": " + e);
        }
    }

    static void write(Path folder) throws IOException {
        List<GrowthPoint> points = GrowthPoint.readAll(folder);
        Files.writeString(folder.resolve("growth.md"), GrowthTable.of(points));
        new GrowthFigure(points).write(folder.resolve("growth.png"));
    }

    private static void fail(int code, String message) {
        System.err.println("benchmarks: " + message);
        System.exit(code);
    }
}
