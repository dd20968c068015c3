package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportDrawings;
import org.gfn4j.app.report.ReportDrawings.Drawing;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.molecules.chemistry.Descriptors;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Qed;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The section of a report that draws the best molecules.
 *
 * <p>Thread-safety: stateless.
 */
final class BestMoleculesSection {
    /** How many molecules are drawn. */
    static final int MOST = 50;

    private static final String REWARD = "raw reward";
    private static final Descriptors DESCRIPTORS = new Descriptors();
    private static final Map<String, ToDoubleFunction<IAtomContainer>> PROPERTIES = properties();

    private BestMoleculesSection() {}

    private static Map<String, ToDoubleFunction<IAtomContainer>> properties() {
        Map<String, ToDoubleFunction<IAtomContainer>> properties = new LinkedHashMap<>();
        properties.put("weight", DESCRIPTORS::weight);
        properties.put("logP", DESCRIPTORS::logP);
        properties.put("TPSA", DESCRIPTORS::polarSurface);
        properties.put("QED", new Qed(DESCRIPTORS)::of);
        return properties;
    }

    /**
     * Makes the section.
     *
     * @param bestFirst the different molecules, the best first, at least one
     * @param assembler joins the atoms of states
     * @param parts what recorded rewards were made of, by canonical SMILES
     * @return the section, with at most {@value #MOST} drawings
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    static ReportSection of(
            List<FoundMolecule> bestFirst, MoleculeAssembler assembler, Map<String, Map<String, Double>> parts) {
        List<FoundMolecule> best = bestFirst.subList(0, Math.min(MOST, bestFirst.size()));
        Set<String> columns = new LinkedHashSet<>(List.of(REWARD));
        best.forEach(found ->
                columns.addAll(parts.getOrDefault(found.smiles(), Map.of()).keySet()));
        PROPERTIES.keySet().stream()
                .filter(name -> columns.stream().noneMatch(name::equalsIgnoreCase))
                .forEach(columns::add);
        StateDrawing drawing = new StateDrawing(assembler);
        List<Drawing> drawings = new ArrayList<>();
        for (FoundMolecule found : best) {
            IAtomContainer molecule =
                    assembler.assemble(found.state()).orElseThrow().molecule();
            Map<String, Double> own = parts.getOrDefault(found.smiles(), Map.of());
            drawings.add(new Drawing(
                    (drawings.size() + 1) + ". " + Numbers.readable(found.reward(), 4),
                    drawing.finished(found.state()),
                    List.of(String.format(Locale.ROOT, "found in iteration %,d", found.iteration())),
                    columns.stream()
                            .map(column -> value(column, found, own, molecule))
                            .toList(),
                    String.valueOf(found.smiles())));
        }
        String count = bestFirst.size() > MOST
                ? String.format(Locale.ROOT, "The best %d of %,d different molecules", MOST, bestFirst.size())
                : String.format(Locale.ROOT, "All %d different molecules", bestFirst.size());
        return new ReportSection(
                "best",
                "Best molecules",
                count + " that training has produced, the best first, with the raw reward above each. "
                        + DiscoveryFile.NAME + " in the folder of the run has them all.",
                List.of(new ReportDrawings("best-molecules", "smiles", List.copyOf(columns), drawings)));
    }

    private static double value(
            String column, FoundMolecule found, Map<String, Double> parts, IAtomContainer molecule) {
        if (column.equals(REWARD)) {
            return found.reward();
        }
        ToDoubleFunction<IAtomContainer> property = PROPERTIES.get(column);
        return property == null ? parts.getOrDefault(column, Double.NaN) : property.applyAsDouble(molecule);
    }
}
