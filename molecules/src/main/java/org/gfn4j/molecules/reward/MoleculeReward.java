package org.gfn4j.molecules.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.reward.Reward;

/**
 * The raw reward of molecules. An impossible molecule, one with an atom of a valence that it cannot have, gets −∞,
 * which a scale of scores lifts to its floor.
 *
 * <p>Thread-safety: many threads may evaluate at once; closing it ends that.
 *
 * @param <S> the type of a molecule, of blocks or not
 */
public final class MoleculeReward<S> implements Reward<S>, AutoCloseable {
    private final RewardName name;
    private final RewardDefaults defaults;
    private final Function<S, Optional<AssembledMolecule>> assembler;
    private final MoleculeScorer scorer;

    MoleculeReward(
            RewardName name,
            RewardDefaults defaults,
            Function<S, Optional<AssembledMolecule>> assembler,
            MoleculeScorer scorer) {
        this.name = name;
        this.defaults = defaults;
        this.assembler = assembler;
        this.scorer = scorer;
    }

    /**
     * Evaluates a batch: the molecules are assembled one after the other, and a network scores all of them in one call.
     *
     * @param molecules molecules, finished or not, none of them empty, [objects]
     * @return raw rewards, −∞ for impossible molecules, [objects]
     */
    @Override
    public double[] evaluate(List<S> molecules) {
        double[] rewards = new double[molecules.size()];
        Arrays.fill(rewards, Double.NEGATIVE_INFINITY);
        List<AssembledMolecule> possible = new ArrayList<>();
        int[] places = new int[rewards.length];
        for (int i = 0; i < rewards.length; i++) {
            Optional<AssembledMolecule> assembled = assembler.apply(molecules.get(i));
            if (assembled.isPresent()) {
                places[possible.size()] = i;
                possible.add(assembled.get());
            }
        }
        double[] scores = scorer.score(possible);
        for (int i = 0; i < scores.length; i++) {
            rewards[places[i]] = scores[i];
        }
        return rewards;
    }

    /**
     * Returns what the reward is.
     *
     * @return its name, with its range where it has one
     */
    public RewardName name() {
        return name;
    }

    /**
     * Returns what suits the reward. For a network of the user's they come from the targets that it was trained on.
     *
     * @return exponent, norm, floor and thresholds
     */
    public RewardDefaults defaults() {
        return defaults;
    }

    /** Frees the network, where there is one; nothing can be evaluated afterwards. */
    @Override
    public void close() {
        scorer.close();
    }
}
