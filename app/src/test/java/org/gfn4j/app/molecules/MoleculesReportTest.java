package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.ReportChart;
import org.gfn4j.app.report.ReportDrawings;
import org.gfn4j.app.report.ReportDrawings.Drawing;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.ReportTable;
import org.gfn4j.app.report.TaskSections;
import org.gfn4j.evaluation.AncestorProbabilities;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockMoleculeFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class MoleculesReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final BlockMoleculeFormat FORMAT = new BlockMoleculeFormat(Built.ENVIRONMENT);

    private static final StateGraph<BlockMolecule> GRAPH = StateGraph.of(Built.ENVIRONMENT);
    private static final FlowModel<BlockMolecule> MODEL = model();

    private static final Map<String, Map<String, Double>> PARTS =
            Map.of("c1ccccc1", Map.of("qed", 0.5), "c1ccc(cc1)C", Map.of("qed", 0.25));

    @TempDir
    private Path folder;

    /** A model that prefers some actions to others. */
    private static FlowModel<BlockMolecule> model() {
        TabularFlowModel<BlockMolecule> model = new TabularFlowModel<>(Built.ENVIRONMENT, BackwardPolicy.UNIFORM);
        model.add(GRAPH.states());
        ParameterGroup forward = model.parameters().group("forward");
        for (long i = 0; i < forward.size(); i++) {
            forward.setValue(i, Math.sin(i));
        }
        return model;
    }

    /** All molecules of up to four blocks, some of which are several states, with rewards in no order. */
    private static List<FoundMolecule> many() {
        List<FoundMolecule> found = new ArrayList<>();
        for (int terminal = 0; terminal < GRAPH.terminals(); terminal++) {
            found.add(Built.found(1 + terminal / 8, terminal * 37 % 101, GRAPH.terminal(terminal)));
        }
        return found;
    }

    private List<ReportSection> sections(String summary, List<FoundMolecule> found) {
        new DiscoveryFile(folder, FORMAT).append(found);
        return sections(JSON.readTree(summary));
    }

    private List<ReportSection> sections(JsonNode summary) {
        TaskSections all = all(summary);
        return Stream.concat(all.objects().stream(), all.courses().stream()).toList();
    }

    private TaskSections all(JsonNode summary) {
        List<JsonNode> metrics =
                List.of(JSON.readTree("{\"iterations\":10,\"rewardRequests\":80,\"invalidFraction\":0.25}"));
        return new MoleculesReport(Built.ENVIRONMENT, FORMAT, Built.ASSEMBLER, List.of(50.0, 90.0))
                .sections(new RunRecord(folder, metrics, summary), MODEL, PARTS);
    }

    private static <P extends ReportSection.Part> List<P> parts(ReportSection section, Class<P> type) {
        return section.parts().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static String reason(ReportSection section) {
        assertThat(section.parts()).hasSize(1);
        return parts(section, ReportChart.class).get(0).caption();
    }

    private static List<Drawing> drawings(ReportSection section) {
        return parts(section, ReportDrawings.class).get(0).drawings();
    }

    @Test
    void sections_comeInTheirOrder() {
        assertThat(sections("{}", many()))
                .extracting(ReportSection::name)
                .containsExactly("best", "best-trajectory", "rewards", "diversity");
    }

    @Test
    void fiftyDifferentMolecules_areDrawnTheBestFirst() {
        List<FoundMolecule> found = many();
        ReportSection section = sections("{}", found).get(0);
        Map<String, Double> best = new HashMap<>();
        found.forEach(each -> best.merge(String.valueOf(each.smiles()), each.reward(), Math::max));
        assertThat(best).as("molecules to choose from").hasSizeGreaterThan(50).hasSizeLessThan(found.size());
        List<Drawing> drawings = drawings(section);
        assertThat(drawings).hasSize(50);
        assertThat(drawings).extracting(Drawing::code).doesNotHaveDuplicates();
        List<Double> expected = best.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(50)
                .toList();
        for (int i = 0; i < 50; i++) {
            Drawing drawing = drawings.get(i);
            assertThat(drawing.heading()).isEqualTo(String.format(Locale.ROOT, "%d. %.4f", i + 1, expected.get(i)));
            assertThat(best).containsEntry(drawing.code(), expected.get(i));
            assertThat(drawing.svg()).startsWith("<svg ").endsWith("</svg>").doesNotContain(" id=", "<title>");
        }
        assertThat(section.text()).startsWith("The best 50 of " + best.size() + " different molecules ");
    }

    @Test
    void fewMolecules_areAllDrawn() {
        ReportSection section = sections("{}", List.of(Built.found(1, 3, 2), Built.found(1, 5, 0, 2)))
                .get(0);
        assertThat(drawings(section)).extracting(Drawing::code).containsExactly("c1ccc(cc1)C", "c1ccccc1");
        assertThat(section.text()).startsWith("All 2 different molecules ");
    }

    @Test
    void values_arePartsOfTheRewardAndWhatChemistsAskFor() {
        ReportSection section = sections("{}", List.of(Built.found(1, 3, 2), Built.found(1, 5, 0, 2)))
                .get(0);
        assertThat(parts(section, ReportDrawings.class).get(0).columns())
                .as("QED once, where it is a part")
                .containsExactly("raw reward", "qed", "weight", "logP", "TPSA");
        List<Double> toluene = drawings(section).get(0).values();
        assertThat(toluene.subList(0, 2)).containsExactly(5.0, 0.25);
        assertThat(toluene.get(2)).as("weight by RDKit").isCloseTo(92.141, within(1e-3));
        assertThat(toluene.get(3)).as("logP by RDKit").isCloseTo(1.99502, within(1e-5));
        assertThat(toluene.get(4)).isZero();
    }

    @Test
    void keyFigures_areThoseOfMolecules() {
        new DiscoveryFile(folder, FORMAT).append(List.of(Built.found(1, 95, 2), Built.found(2, 60, 0, 2)));
        assertThat(all(MissingNode.getInstance()).keyFigures())
                .containsExactly(
                        entry("best raw reward", "95.0000"),
                        entry("modes by raw reward", "2 from 50, 1 from 90"),
                        entry("different molecules", "2"));
    }

    @Test
    void trajectory_leadsStepByStepToTheBestMolecule() {
        FoundMolecule best = Built.found(1, 99, 2, 0, 3);
        ReportSection section =
                sections("{}", List.of(Built.found(1, 3, 2), best)).get(1);
        List<Drawing> steps = drawings(section);
        assertThat(steps).extracting(Drawing::heading).startsWith("Step 1", "Step 2", "Step 3");
        assertThat(steps)
                .extracting(Drawing::code)
                .filteredOn(block -> !block.isEmpty())
                .containsExactlyInAnyOrder("c1ccccc1", "C", "F");
        assertThat(steps.get(0).lines()).contains("starts with the block");
        assertThat(steps.get(steps.size() - 1).lines()).contains("stops");
        assertThat(steps.get(steps.size() - 1).svg())
                .as("the end is drawn as among the best molecules")
                .isEqualTo(drawings(sections("{}", List.of(best)).get(0)).get(0).svg());
        assertThat(steps.get(1).svg()).as("halos of free stems").contains("#FFD27F");
        double product = 1;
        for (Drawing step : steps) {
            String probability = step.lines().get(0);
            assertThat(probability).startsWith("P_F = 0.");
            product *= Double.parseDouble(probability.substring("P_F = ".length()));
        }
        double all =
                Math.exp(AncestorProbabilities.logProbabilities(Built.ENVIRONMENT, MODEL, List.of(best.state()))[0]);
        assertThat(product).isBetween(0.0, all * 1.01).isPositive();
        assertThat(section.text())
                .contains(String.format(Locale.ROOT, "all ways together %.4f.", all), "raw reward 99.0000");
    }

    @Test
    void figuresOfTheSummary_areTakenWhereItIsThatOfTheMolecules() {
        List<FoundMolecule> found = List.of(Built.found(1, 95, 2), Built.found(2, 60, 0, 2));
        String summary = """
                {"distinctMolecules": 7, "distinctStates": %d, "invalidFraction": 0.125, "rawRewardTop10": 4.5, "rawRewardTop100": null,
                 "tanimotoTop1000": 0.25, "modesAt": {"50": 2, "90": 1}, "scaffoldsAt": {"50": 1, "90": 1},
                 "testPearson": -0.5, "testMolecules": 1475}
                """;
        ReportSection own =
                sections(String.format(Locale.ROOT, summary, 2), found).get(3);
        assertThat(own.text()).startsWith("These are the figures of summary.json.");
        List<ReportTable> tables = parts(own, ReportTable.class);
        assertThat(tables.get(0).rows())
                .contains(
                        List.of("different molecules (canonical SMILES)", "7"),
                        List.of("impossible, of all produced", "12.50 %"),
                        List.of("mean raw reward of the best 10", "4.5000"),
                        List.of("mean raw reward of the best 100", "there are fewer"),
                        List.of("mean similarity among the best 1,000", "0.2500"),
                        List.of("test set: Pearson of log R and exact log P", "-0.5000"),
                        List.of("test set: molecules compared", "1,475"));
        assertThat(tables.get(1).rows()).containsExactly(List.of("50", "2", "1"), List.of("90", "1", "1"));
        ReportSection older =
                sections(JSON.readTree(String.format(Locale.ROOT, summary, 1))).get(3);
        assertThat(older.text()).startsWith("These figures were computed from molecules.csv");
        assertThat(parts(older, ReportTable.class).get(0).rows())
                .contains(
                        List.of("different molecules (canonical SMILES)", "2"),
                        List.of("impossible, of all produced", "25.00 %"))
                .noneMatch(row -> row.get(0).startsWith("test set"));
        assertThat(parts(older, ReportTable.class).get(1).rows())
                .containsExactly(List.of("50", "2", "1"), List.of("90", "1", "1"));
    }

    @Test
    void charts_countRequests() {
        List<ReportSection> both = sections("{}", List.of(Built.found(1, 95, 2), Built.found(2, 60, 0, 2)));
        List<ReportChart> charts = both.stream()
                .flatMap(section -> parts(section, ReportChart.class).stream())
                .toList();
        assertThat(charts)
                .extracting(ReportChart::name)
                .containsExactly("rewards-over-time", "molecules-found", "good-molecules-found");
        assertThat(charts.get(0).lines()).extracting(line -> line.label()).containsExactly("last 100 found", "best");
        assertThat(charts.get(0).lines().get(0).x())
                .as("requests, 8 each iteration")
                .containsExactly(8, 16);
        assertThat(charts.get(2).lines()).extracting(line -> line.label()).containsExactly("from 50", "from 90");
    }

    @Test
    void moleculesBelowAllThresholds_areSaid() {
        ReportSection section = sections("{}", List.of(Built.found(1, 9, 2), Built.found(2, 6, 0, 2)))
                .get(3);
        assertThat(parts(section, ReportChart.class).get(1)).satisfies(chart -> {
            assertThat(chart.lines()).isEmpty();
            assertThat(chart.caption()).startsWith("Left out, because no molecule reaches ");
        });
    }

    @Test
    void oneMolecule_isEnoughForAPage() {
        List<ReportSection> sections = sections("{}", List.of(Built.found(1, 95, 2)));
        assertThat(parts(sections.get(2), ReportChart.class).get(0).lines())
                .allSatisfy(line -> assertThat(line.y()).containsExactly(95));
        assertThat(drawings(sections.get(0))).hasSize(1);
    }

    @Test
    void nothing_isSaid() throws IOException {
        assertThat(sections(MissingNode.getInstance())).singleElement().satisfies(section -> {
            assertThat(reason(section)).isEqualTo("Left out, because the folder of the run has no molecules.csv.");
        });
        Path file = folder.resolve("molecules.csv");
        Files.writeString(file, "");
        assertThat(reason(sections(MissingNode.getInstance()).get(0))).endsWith("has produced no molecules yet.");
        Files.delete(file);
        List<ReportSection> impossible =
                sections("{}", List.of(new FoundMolecule(1, Built.chain(3), Double.NEGATIVE_INFINITY, null)));
        assertThat(reason(impossible.get(0))).contains("all 1 different states ", "impossible");
    }

    @Test
    void fileThatIsNotWhole_isReadAsFarAsItGoes() throws IOException {
        new DiscoveryFile(folder, FORMAT).append(List.of(Built.found(1, 95, 2), Built.found(2, 60, 0, 2)));
        Path file = folder.resolve("molecules.csv");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 9));
        ReportSection cut = sections(MissingNode.getInstance()).get(0);
        assertThat(drawings(cut)).hasSize(1);
        assertThat(cut.text()).as("a run that is going on is no fault").doesNotContain("cannot be read");
        Files.writeString(file, whole + "no number,C,1,x\n");
        ReportSection damaged = sections(MissingNode.getInstance()).get(0);
        assertThat(drawings(damaged)).hasSize(2);
        assertThat(damaged.text()).contains("because row 3 of molecules.csv cannot be read: ");
        Files.writeString(file, "iteration,smiles,rawReward,object\n1,C,1,x\n");
        assertThat(reason(sections(MissingNode.getInstance()).get(0)))
                .startsWith("Left out, because row 1 of molecules.csv cannot be read: ");
    }
}
