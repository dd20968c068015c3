package org.gfn4j.app.molecules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.reward.Reward;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the molecules that a run produces: canonical SMILES, fingerprints and {@value DiscoveryFile#NAME} are made on a
 * thread of their own, in the order of the iterations.
 *
 * <p>Rewards that a network gave depend in their last bits on what else was in its batch. So those in the file are put back
 * into the cache where a run is resumed, for a state must have the reward that it had.
 *
 * <p>Thread-safety: as {@link RunStudy} says.
 */
final class MoleculesRunStudy implements RunStudy<BlockMolecule> {
    private static final int WAITING_BATCHES = 64;
    private static final String VISITS = "visits";
    private static final String IMPOSSIBLE = "impossibleVisits";

    private final MoleculesStudy study;
    private final Reward<BlockMolecule> reward;
    private final Discoveries discoveries;
    private final Chemistry chemistry;
    private final DiscoveryFile file;
    private final Background background = new Background("gfn4j-molecules", WAITING_BATCHES);

    /**
     * Starts to follow a run.
     *
     * @param study what it belongs to
     * @param folder the folder of the run
     */
    MoleculesRunStudy(MoleculesStudy study, Path folder) {
        this.study = study;
        this.reward = study.problem().reward();
        reward.forget(); // of an earlier run of a series
        this.discoveries = study.newDiscoveries();
        this.chemistry = study.newChemistry();
        this.file = new DiscoveryFile(folder, study.problem().format());
    }

    @Override
    public void stepped(TrainingStep<BlockMolecule> step) {
        List<BlockMolecule> produced = step.batch().produced().lastStates();
        if (produced.isEmpty()) {
            return;
        }
        double[] rewards = reward.evaluate(produced);
        long iterations = step.iteration() + 1;
        background.run(() -> count(iterations, produced, rewards));
    }

    private void count(long iterations, List<BlockMolecule> produced, double[] rewards) {
        List<FoundMolecule> fresh = new ArrayList<>();
        for (int i = 0; i < rewards.length; i++) {
            FoundMolecule found = discoveries.visit(iterations, produced.get(i), rewards[i]);
            if (found != null) {
                fresh.add(found);
                chemistry.prepare(found);
            }
        }
        file.append(fresh);
    }

    @Override
    public void settle() {
        background.settle();
    }

    @Override
    public Map<String, @Nullable Object> measure() {
        settle();
        return discoveries.figures();
    }

    @Override
    public Map<String, @Nullable Object> conclude(@Nullable FlowModel<BlockMolecule> policy) {
        settle();
        Map<String, @Nullable Object> figures = new LinkedHashMap<>(chemistry.figures(discoveries.bestFirst()));
        if (policy != null) {
            study.testSet().ifPresent(testSet -> figures.putAll(testSet.figures(study.problem(), policy)));
        }
        return figures;
    }

    @Override
    public List<AppendedFile> files() {
        return List.of(file.file());
    }

    @Override
    public JsonNode state() {
        settle();
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put(VISITS, discoveries.visits());
        state.put(IMPOSSIBLE, discoveries.impossibleVisits());
        return state;
    }

    @Override
    public void restore(JsonNode state) {
        if (!state.path(VISITS).isIntegralNumber() || !state.path(IMPOSSIBLE).isIntegralNumber()) {
            throw new IllegalArgumentException("the checkpoint lacks '" + VISITS + "' or '" + IMPOSSIBLE + "'");
        }
        List<FoundMolecule> found = file.read();
        discoveries.restore(
                found, state.path(VISITS).longValue(), state.path(IMPOSSIBLE).longValue());
        found.forEach(each -> reward.remember(each.state(), each.reward()));
    }

    @Override
    public void close() {
        background.close();
    }
}
