package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.evaluation.AncestorProbabilities;
import org.gfn4j.evaluation.Correlations;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Molecules that nobody trained on, whose exact log P_T(x) is compared with log R(x) (Malkin et al. 2022, section 5.2).
 *
 * <p>Thread-safety: immutable.
 *
 * @param molecules the molecules, finished
 */
record TestSet(List<BlockMolecule> molecules) {

    /**
     * Reads a file of block graphs.
     *
     * @param file the file, a list in JSON
     * @param vocabulary the blocks of the molecules
     * @throws WrongOptionException if it cannot be read; the message names it and the line
     */
    static TestSet read(Path file, BlockVocabulary vocabulary) {
        try {
            List<BlockMolecule> molecules = new BlockGraphs(vocabulary)
                    .read(file).stream().map(BlockGraphs.Entry::molecule).toList();
            if (molecules.isEmpty()) {
                throw wrong(file, "holds no molecules");
            }
            return new TestSet(molecules);
        } catch (MoleculeFileException e) {
            throw new WrongOptionException("Invalid value for option '--test-set': " + e.getMessage());
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e.getMessage());
        }
    }

    private static WrongOptionException wrong(Path file, String reason) {
        return new WrongOptionException("Invalid value for option '--test-set': '" + file + "' " + reason);
    }

    /**
     * Compares. Molecules that the environment cannot build have log P_T = −∞ whatever the model is, so they are counted and
     * left out.
     *
     * @param problem what the molecules belong to
     * @param model the model
     * @return names and values
     */
    Map<String, @Nullable Object> figures(Problem<BlockMolecule> problem, FlowModel<BlockMolecule> model) {
        double[] logProbabilities = AncestorProbabilities.logProbabilities(problem.environment(), model, molecules);
        List<BlockMolecule> built = new ArrayList<>();
        double[] logOfBuilt = new double[molecules.size()];
        for (int i = 0; i < logProbabilities.length; i++) {
            if (logProbabilities[i] > Double.NEGATIVE_INFINITY) {
                logOfBuilt[built.size()] = logProbabilities[i];
                built.add(molecules.get(i));
            }
        }
        double[] logRewards = problem.logReward().evaluate(built);
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("testMolecules", built.size());
        figures.put("testUnbuildable", molecules.size() - built.size());
        if (built.size() > 1) {
            Correlations correlations = Correlations.between(logRewards, Arrays.copyOf(logOfBuilt, built.size()));
            figures.put("testPearson", correlations.pearson());
            figures.put("testSpearman", correlations.spearman());
        }
        return figures;
    }
}
