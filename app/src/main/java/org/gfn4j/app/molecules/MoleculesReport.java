package org.gfn4j.app.molecules;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.TaskSections;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page of a run on molecules shows beside what all pages show, from the figures and the {@value DiscoveryFile#NAME}
 * of its folder.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class MoleculesReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MoleculeEnvironment environment;
    private final StateFormat<BlockMolecule> format;
    private final MoleculeAssembler assembler;
    private final List<Double> thresholds;

    /**
     * Prepares.
     *
     * @param environment the environment whose edges in are exactly the actions
     * @param format the text form of its states
     * @param assembler joins the atoms of states
     * @param thresholds the raw rewards from which on modes and scaffolds are counted, in ascending order
     */
    MoleculesReport(
            MoleculeEnvironment environment,
            StateFormat<BlockMolecule> format,
            MoleculeAssembler assembler,
            List<Double> thresholds) {
        this.environment = environment;
        this.format = format;
        this.assembler = assembler;
        this.thresholds = thresholds;
    }

    /**
     * Returns the sections of a run.
     *
     * @param run what it has recorded
     * @param model its trained model
     * @param parts what recorded rewards were made of, by canonical SMILES
     * @return the sections; a single one that says why there is nothing, where no molecule has been found
     */
    TaskSections sections(RunRecord run, FlowModel<BlockMolecule> model, Map<String, Map<String, Double>> parts) {
        DiscoveryFile.Contents contents = DiscoveryFile.readWhole(run.folder(), format);
        List<FoundMolecule> found = contents.found();
        Discoveries discoveries = new Discoveries(assembler);
        discoveries.restore(found, 0, 0);
        List<FoundMolecule> bestFirst = discoveries.bestFirst().stream()
                .filter(each -> Double.isFinite(each.reward()))
                .toList();
        if (bestFirst.isEmpty()) {
            return new TaskSections(
                    Map.of(),
                    List.of(ReportSection.missing("best", "Best molecules", nothing(run, contents))),
                    List.of());
        }
        RewardRequests requests = new RewardRequests(run.metrics());
        DiscoveryCurves curves = new DiscoveryCurves(found, requests, thresholds);
        boolean ended = run.summary().path("distinctStates").asLong(-1) == found.size();
        JsonNode figures = ended ? run.summary() : figures(run, discoveries);
        String source = ended
                ? "These are the figures of summary.json."
                : "These figures were computed from " + DiscoveryFile.NAME
                        + ", because summary.json is missing or older, for example because the run was interrupted.";
        return new TaskSections(
                keyFigures(bestFirst.get(0).reward(), figures),
                List.of(
                        withFault(BestMoleculesSection.of(bestFirst, assembler, parts), contents.fault()),
                        TrajectorySection.of(bestFirst.get(0), environment, model, assembler)),
                List.of(
                        RewardsSection.of(curves, requests.unit()),
                        DiversitySection.of(figures, source, curves, thresholds.size(), requests.unit())));
    }

    private static Map<String, String> keyFigures(double best, JsonNode figures) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("best raw reward", Numbers.readable(best, 4));
        JsonNode top = figures.path(Discoveries.topName(100));
        if (top.isNumber()) {
            key.put("mean raw reward of the best 100", Numbers.readable(top.doubleValue(), 4));
        }
        String modes = figures.path("modesAt").properties().stream()
                .map(mode -> String.format(
                        Locale.ROOT, "%,d from %s", mode.getValue().longValue(), mode.getKey()))
                .collect(Collectors.joining(", "));
        if (!modes.isEmpty()) {
            key.put("modes by raw reward", modes);
        }
        key.put(
                "different molecules",
                String.format(
                        Locale.ROOT, "%,d", figures.path("distinctMolecules").longValue()));
        return key;
    }

    private JsonNode figures(RunRecord run, Discoveries discoveries) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>(discoveries.figures());
        figures.putAll(new Chemistry(thresholds).figures(discoveries.bestFirst()));
        List<JsonNode> metrics = run.metrics();
        figures.put(
                "invalidFraction",
                metrics.isEmpty() ? null : metrics.get(metrics.size() - 1).get("invalidFraction"));
        return JSON.valueToTree(figures);
    }

    private static String nothing(RunRecord run, DiscoveryFile.Contents contents) {
        if (!Files.exists(run.folder().resolve(DiscoveryFile.NAME))) {
            return "Left out, because the folder of the run has no " + DiscoveryFile.NAME + ".";
        }
        if (!contents.fault().isEmpty()) {
            return "Left out, because " + contents.fault() + ".";
        }
        return contents.found().isEmpty()
                ? "Left out, because training has produced no molecules yet."
                : String.format(
                        Locale.ROOT,
                        "Left out, because all %,d different states that training has produced are impossible molecules"
                                + " or have no finite reward.",
                        contents.found().size());
    }

    private static ReportSection withFault(ReportSection section, String fault) {
        return fault.isEmpty()
                ? section
                : new ReportSection(
                        section.name(),
                        section.heading(),
                        section.text() + " Molecules are missing here, because " + fault + ".",
                        section.parts());
    }
}
