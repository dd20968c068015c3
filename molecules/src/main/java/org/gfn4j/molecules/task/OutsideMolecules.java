package org.gfn4j.molecules.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.docking.DockingBox;
import org.gfn4j.molecules.docking.DockingSettings;
import org.gfn4j.molecules.docking.ReceptorException;
import org.gfn4j.molecules.docking.VinaSource;
import org.gfn4j.molecules.reward.EcfpInputs;
import org.gfn4j.molecules.reward.GraphInputs;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.onnx.OnnxSource;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.rewards.OutsideRewards;
import org.gfn4j.rewards.OutsideTerms;
import org.gfn4j.rewards.ProgramSource;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSource;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.task.TaskSettings;
import org.gfn4j.task.WrongSettingException;
import org.jspecify.annotations.Nullable;

/**
 * External rewards of molecules: from a program, a model, or docking.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param settings the settings of the task, with {@code vina-center} and the like
 * @param outside how rewards are computed
 */
record OutsideMolecules(TaskSettings settings, OutsideRewards outside) {
    /** What suits a score that nothing is known of. */
    private static final RewardDefaults UNKNOWN = new RewardDefaults(1, 1, 1e-3, List.of());

    /** What suits docking: the scale of Bengio et al. 2021, on which −8.6 kcal/mol is 4 and −10.8 is 6. */
    private static final RewardDefaults DOCKED = new RewardDefaults(10, 8, 0.1, List.of(4.0, 5.0, 6.0));

    private static final String CENTRE = "vina-center";
    private static final String SIZE = "vina-size";

    /** Returns the terms that there are. */
    static OutsideTerms terms() {
        return new OutsideTerms(List.of(OutsideTerms.program(), OnnxSource.kind(), VinaSource.kind()));
    }

    static boolean isDocking(Term term) {
        return term.name().equals(VinaSource.NAME);
    }

    /** Returns what is scaled to 0 and 1 where no limits are given; null where they must be. */
    static @Nullable Limits limits(Term term) {
        return isDocking(term) ? new Limits(0, DOCKED.norm()) : null;
    }

    /** Makes the reward of a term that is outside, which starts nothing before it is asked. */
    <S> MadeReward<S> make(Term term, Function<S, Optional<AssembledMolecule>> assembler) {
        return switch (term.name()) {
            case OnnxSource.NAME ->
                reward(
                        term,
                        assembler,
                        () -> OnnxSource.open(OutsideTerms.file(term), List.of(new EcfpInputs(), new GraphInputs())));
            case VinaSource.NAME -> {
                DockingBox box = box();
                yield new MadeReward<>(
                        outside.reward(
                                "docking score (kcal/mol)",
                                term.reward(),
                                assembler,
                                () -> docking(OutsideTerms.file(term), box),
                                VinaSource::reward),
                        DOCKED);
            }
            default ->
                reward(
                        term,
                        assembler,
                        () -> new ProgramSource<>(
                                String.valueOf(term.argument()), OutsideMolecules::key, outside.timeout()));
        };
    }

    private <S> MadeReward<S> reward(
            Term term,
            Function<S, Optional<AssembledMolecule>> assembler,
            Supplier<RewardSource<AssembledMolecule>> source) {
        return new MadeReward<>(
                outside.reward(term.reward(), term.reward(), assembler, source, DoubleUnaryOperator.identity()),
                UNKNOWN);
    }

    private static RewardKey key(AssembledMolecule molecule) {
        return RewardKey.of(Smiles.canonical(molecule.molecule()));
    }

    private RewardSource<AssembledMolecule> docking(Path receptor, DockingBox box) {
        try {
            Duration timeOut = Duration.ofNanos(Math.round(timeout() * 1e9));
            return new VinaSource(new DockingSettings(receptor, box, exhaustiveness(), seed(), timeOut));
        } catch (ReceptorException e) {
            throw new RewardSourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private DockingBox box() {
        String centre = settings.text(CENTRE);
        String size = settings.text(SIZE);
        if (centre == null || size == null) {
            throw new WrongSettingException("Missing option '--" + (centre == null ? CENTRE : SIZE)
                    + "': the reward 'vina' needs the centre and the size of the docking box, in Å, such as "
                    + "--vina-center=-13.4,26.3,-13.3 --vina-size=20,16.3,18.5");
        }
        try {
            return DockingBox.parse(centre, size);
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(
                    "Invalid values for options '--vina-center' and '--vina-size': " + e.getMessage());
        }
    }

    private int exhaustiveness() {
        return settings.whole("vina-exhaustiveness", DockingSettings.EXHAUSTIVENESS, 1, Integer.MAX_VALUE);
    }

    private int seed() {
        return settings.whole("vina-seed", DockingSettings.SEED, 1, Integer.MAX_VALUE);
    }

    private double timeout() {
        return settings.number("vina-timeout", DockingSettings.TIMEOUT);
    }

    /** Returns how molecules are docked, to be recorded. */
    Map<String, Object> docking() {
        Map<String, Object> effective = new LinkedHashMap<>();
        effective.put(CENTRE, Objects.requireNonNullElse(settings.text(CENTRE), "null"));
        effective.put(SIZE, Objects.requireNonNullElse(settings.text(SIZE), "null"));
        effective.put("vina-exhaustiveness", exhaustiveness());
        effective.put("vina-seed", seed());
        effective.put("vina-timeout", timeout());
        return effective;
    }
}
