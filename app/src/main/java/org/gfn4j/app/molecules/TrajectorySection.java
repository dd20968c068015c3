package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportDrawings;
import org.gfn4j.app.report.ReportDrawings.Drawing;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.evaluation.LikeliestTrajectory;
import org.gfn4j.evaluation.LikeliestTrajectory.Step;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;

/**
 * The section of a report that shows, step by step, the likeliest way in which the trained model builds a molecule.
 *
 * <p>Thread-safety: stateless.
 */
final class TrajectorySection {
    private static final String NAME = "best-trajectory";
    private static final String HEADING = "How the best molecule is built";
    private static final int MOST_STATES = 5000;
    private static final double SMALLEST_PLAIN = 0.001;

    private TrajectorySection() {}

    /**
     * Makes the section.
     *
     * @param best the molecule
     * @param environment the environment whose edges in are exactly the actions
     * @param model the trained model
     * @param assembler joins the atoms of states
     * @return the section, with a drawing for each step
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    static ReportSection of(
            FoundMolecule best,
            MoleculeEnvironment environment,
            FlowModel<BlockMolecule> model,
            MoleculeAssembler assembler) {
        return LikeliestTrajectory.to(environment, model, best.state(), MOST_STATES)
                .map(way -> section(best, environment, way, assembler))
                .orElseGet(() -> ReportSection.missing(
                        NAME,
                        HEADING,
                        String.format(
                                Locale.ROOT,
                                "Left out, because the best molecule, of %d blocks, can be built from more than %,d "
                                        + "states.",
                                best.state().size(),
                                MOST_STATES)));
    }

    private static ReportSection section(
            FoundMolecule best,
            MoleculeEnvironment environment,
            LikeliestTrajectory<BlockMolecule> way,
            MoleculeAssembler assembler) {
        StateDrawing drawing = new StateDrawing(assembler);
        List<Drawing> drawings = new ArrayList<>();
        for (Step<BlockMolecule> step : way.steps()) {
            drawings.add(new Drawing(
                    "Step " + (drawings.size() + 1),
                    step.child().isFinished() ? drawing.finished(step.child()) : drawing.withStems(step.child()),
                    List.of("P_F = " + probability(step.logForward()), deed(environment, step)),
                    List.of(),
                    addedBlock(environment, step)));
        }
        String text = String.format(
                Locale.ROOT,
                "The likeliest way to build the best molecule, of raw reward %s, under the trained policy. It was "
                        + "found exactly, among all ways; training may have found the molecule by another. P_F is "
                        + "the probability of a step, with equivalent stems taken together. This way has the "
                        + "probability %s, all ways together %s. Halos mark the atoms that still take a block; a "
                        + "molecule ends when the model stops, or with the last block that it can take.",
                Numbers.readable(best.reward(), 4),
                probability(way.logProbability()),
                probability(way.logTerminal()));
        return new ReportSection(
                NAME,
                HEADING,
                text,
                List.of(new ReportDrawings("best-trajectory-steps", "block", List.of(), drawings)));
    }

    private static boolean isStop(MoleculeEnvironment environment, Step<BlockMolecule> step) {
        return step.action() == environment.stopAction(step.parent());
    }

    private static String deed(MoleculeEnvironment environment, Step<BlockMolecule> step) {
        if (isStop(environment, step)) {
            return "stops";
        }
        if (step.child().isFinished()) {
            return "adds as the last block";
        }
        return step.parent().size() == 0 ? "starts with the block" : "adds the block";
    }

    private static String addedBlock(MoleculeEnvironment environment, Step<BlockMolecule> step) {
        if (isStop(environment, step)) {
            return "";
        }
        int entry = environment.entryOf(step.parent(), step.action());
        return environment.vocabulary().entries().get(entry).smiles();
    }

    private static String probability(double log) {
        double value = Math.exp(log);
        if (value >= SMALLEST_PLAIN) {
            return String.format(Locale.ROOT, "%.4f", value);
        }
        double power = log / Math.log(10);
        int exponent = (int) Math.floor(power);
        return String.format(Locale.ROOT, "%.1f × 10", Math.pow(10, power - exponent)) + raised(exponent);
    }

    private static String raised(int exponent) {
        return String.valueOf(exponent)
                .chars()
                .mapToObj(sign -> sign == '-' ? "⁻" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(sign - '0')))
                .collect(Collectors.joining());
    }
}
