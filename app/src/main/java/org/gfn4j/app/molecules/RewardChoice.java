package org.gfn4j.app.molecules;

import java.util.Map;
import org.gfn4j.app.cli.OptionValues;
import org.gfn4j.app.reward.OutsideOptions;
import org.gfn4j.app.reward.RewardConverter;
import org.gfn4j.molecules.task.RewardSettings;
import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.task.TaskSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which reward molecules get: a named one, an external one, or a combination.
 *
 * <p>Thread-safety: confined to one thread.
 */
@SuppressWarnings("UnusedVariable") // read off the command line
final class RewardChoice {
    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            converter = Converter.class,
            description = "Reward of a molecule: seh-mini or seh predict binding to soluble epoxide hydrolase, qed "
                    + "is drug-likeness, logp:1..3, tpsa:40..90 and weight:250..450 reward a range, proxy is your "
                    + "own network; onnx:FILE is a model, exec:COMMAND a program, vina:RECEPTOR.pdbqt docks. Sums "
                    + "'qed*0.5 + seh[0..8]*0.5' and products 'qed * tpsa^2' combine rewards that limits scale to "
                    + "0..1. Default "
                    + RewardSettings.REWARD + ".")
    private RewardExpression expression = RewardExpression.parse(RewardSettings.REWARD);

    @Option(
            names = "--proxy",
            paramLabel = "FILE",
            description = "seh, proxy: the network. Default for seh: the installed one.")
    private @Nullable String proxy;

    @Mixin
    private VinaOptions vina = new VinaOptions();

    @Mixin
    private OutsideOptions outside = new OutsideOptions();

    /** Knows the rewards of molecules. */
    static final class Converter extends RewardConverter {
        @Override
        protected void check(Term term) {
            RewardSettings.check(term);
        }
    }

    /** Returns how external rewards are computed. */
    OutsideOptions outside() {
        return outside;
    }

    /** Returns what the options say. */
    RewardSettings settings() {
        return new RewardSettings(new TaskSettings(OptionValues.of(this, Map.of())), outside.rewards());
    }
}
