package org.gfn4j.app.molecules;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gfn4j.app.reward.OutsideOptions;
import org.gfn4j.app.reward.OutsideTerms;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.docking.DockingSettings;
import org.gfn4j.molecules.docking.ReceptorException;
import org.gfn4j.molecules.docking.VinaSource;
import org.gfn4j.molecules.reward.EcfpInputs;
import org.gfn4j.molecules.reward.GraphInputs;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.onnx.OnnxSource;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.rewards.ProgramSource;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSource;
import org.gfn4j.rewards.RewardSourceException;
import org.jspecify.annotations.Nullable;

/**
 * External rewards of molecules: from a program, a model, or docking.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a molecule
 */
final class OutsideMolecules<S> {
    /** What suits a score that nothing is known of. */
    private static final RewardDefaults UNKNOWN = new RewardDefaults(1, 1, 1e-3, List.of());

    /** What suits docking: the scale of Bengio et al. 2021, on which −8.6 kcal/mol is 4 and −10.8 is 6. */
    private static final RewardDefaults DOCKED = new RewardDefaults(10, 8, 0.1, List.of(4.0, 5.0, 6.0));

    private final Function<S, Optional<AssembledMolecule>> assembler;
    private final VinaOptions vina;
    private final OutsideOptions outside;

    /**
     * Makes a maker of rewards.
     *
     * @param assembler makes the atoms of a molecule; empty where it is impossible
     * @param vina how molecules are docked
     * @param outside how rewards are computed
     */
    OutsideMolecules(Function<S, Optional<AssembledMolecule>> assembler, VinaOptions vina, OutsideOptions outside) {
        this.assembler = assembler;
        this.vina = vina;
        this.outside = outside;
    }

    static boolean isDocking(Term term) {
        return term.name().equals(OutsideTerms.DOCKING);
    }

    /** Returns what is scaled to 0 and 1 where no limits are given; null where they must be. */
    static @Nullable Limits limits(Term term) {
        return isDocking(term) ? new Limits(0, DOCKED.norm()) : null;
    }

    /** Makes the reward of a term that is outside, which starts nothing before it is asked. */
    MadeReward<S> make(Term term) {
        return switch (term.name()) {
            case OutsideTerms.MODEL ->
                reward(
                        term,
                        () -> OnnxSource.open(OutsideTerms.file(term), List.of(new EcfpInputs(), new GraphInputs())),
                        score -> score,
                        UNKNOWN);
            case OutsideTerms.DOCKING -> {
                vina.box();
                yield new MadeReward<>(
                        outside.reward(
                                "docking score (kcal/mol)",
                                term.reward(),
                                assembler,
                                () -> source(vina.of(OutsideTerms.file(term))),
                                VinaSource::reward),
                        DOCKED);
            }
            default ->
                reward(
                        term,
                        () -> new ProgramSource<>(
                                String.valueOf(term.argument()), OutsideMolecules::key, outside.timeout()),
                        score -> score,
                        UNKNOWN);
        };
    }

    private static RewardSource<AssembledMolecule> source(DockingSettings settings) {
        try {
            return new VinaSource(settings);
        } catch (ReceptorException e) {
            throw new RewardSourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private MadeReward<S> reward(
            Term term,
            Supplier<RewardSource<AssembledMolecule>> source,
            DoubleUnaryOperator toReward,
            RewardDefaults defaults) {
        return new MadeReward<>(outside.reward(term.reward(), term.reward(), assembler, source, toReward), defaults);
    }

    private static RewardKey key(AssembledMolecule molecule) {
        return RewardKey.of(Smiles.canonical(molecule.molecule()));
    }
}
