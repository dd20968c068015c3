package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportDrawings;
import org.gfn4j.app.report.ReportDrawings.Drawing;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;

/**
 * The section of a report that draws the best molecules.
 *
 * <p>Thread-safety: stateless.
 */
final class BestMoleculesSection {
    /** How many molecules are drawn. */
    static final int MOST = 50;

    private BestMoleculesSection() {}

    /**
     * Makes the section.
     *
     * @param bestFirst the different molecules, the best first, at least one
     * @param assembler joins the atoms of states
     * @return the section, with at most {@value #MOST} drawings
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    static ReportSection of(List<FoundMolecule> bestFirst, MoleculeAssembler assembler) {
        StateDrawing drawing = new StateDrawing(assembler);
        List<Drawing> drawings = new ArrayList<>();
        for (FoundMolecule found : bestFirst.subList(0, Math.min(MOST, bestFirst.size()))) {
            drawings.add(new Drawing(
                    (drawings.size() + 1) + ". " + Numbers.readable(found.reward(), 4),
                    drawing.finished(found.state()),
                    List.of(String.format(Locale.ROOT, "found in iteration %,d", found.iteration())),
                    String.valueOf(found.smiles())));
        }
        String count = bestFirst.size() > MOST
                ? String.format(Locale.ROOT, "The best %d of %,d different molecules", MOST, bestFirst.size())
                : String.format(Locale.ROOT, "All %d different molecules", bestFirst.size());
        return new ReportSection(
                "best-molecules",
                "Best molecules",
                count + " that training has produced, the best first: the raw reward above each, its canonical SMILES"
                        + " below.",
                List.of(new ReportDrawings("best-molecules-drawn", drawings)));
    }
}
