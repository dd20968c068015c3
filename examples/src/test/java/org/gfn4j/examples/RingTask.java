package org.gfn4j.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.task.Task;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

// tag::task[]
/** Cells of a grid, rewarded near a circle. */
@Command
public final class RingTask implements Task {
    @Option(names = "--side", paramLabel = "NUMBER", description = "Number of values of each coordinate.")
    @WholeNumber(min = 2, max = 1000)
    private int side = 8;

    @Option(names = "--radius", paramLabel = "NUMBER", description = "Radius of the circle, in steps of the grid.")
    @DecimalNumber(min = 0, max = 1000)
    private double radius = 3;

    @Override
    public String name() {
        return "ring";
    }

    @Override
    public String description() {
        return "cells of a grid, rewarded near a circle";
    }

    @Override
    public Problem<?> problem() {
        Hypergrid grid = new Hypergrid(2, side);
        Reward<Cell> reward = Reward.of(this::reward);
        return Problem.of(grid, grid, new HypergridEncoder(grid), reward);
    }

    private double reward(Cell cell) {
        double middle = (side - 1) / 2.0;
        double distance = Math.hypot(cell.coordinate(0) - middle, cell.coordinate(1) - middle) - radius;
        return Math.exp(-distance * distance);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("side", side);
        settings.put("radius", radius);
        return settings;
    }
}
// end::task[]
