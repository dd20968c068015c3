package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.reward.OutsideOptions;
import org.gfn4j.app.reward.OutsideTerms;
import org.gfn4j.app.task.Launch;
import org.gfn4j.molecules.asset.AssetFolder;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.reward.MoleculeReward;
import org.gfn4j.molecules.reward.MoleculeRewards;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.molecules.reward.RewardName;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which reward molecules get: a named one, an external one, or a combination.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RewardChoice {
    private static final String DEFAULT = "seh-mini";

    /** What suits a combination, which lies in [0, 1] where weights add up to 1. */
    private static final RewardDefaults COMBINED = new RewardDefaults(10, 1, 0.01, List.of(0.5, 0.7, 0.9));

    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            converter = ExpressionConverter.class,
            description = "Reward of a molecule: seh-mini or seh predict binding to soluble epoxide hydrolase, qed "
                    + "is drug-likeness, logp:1..3, tpsa:40..90 and weight:250..450 reward a range, proxy is your "
                    + "own network; onnx:FILE is a model, exec:COMMAND a program, vina:RECEPTOR.pdbqt docks. Sums "
                    + "'qed*0.5 + seh[0..8]*0.5' and products 'qed * tpsa^2' combine rewards that limits scale to "
                    + "0..1. Default "
                    + DEFAULT + ".")
    private RewardExpression expression = RewardExpression.parse(DEFAULT);

    @Option(
            names = "--proxy",
            paramLabel = "FILE",
            converter = FileSetting.Converter.class,
            description = "seh, proxy: the network. Default for seh: the installed one.")
    private @Nullable FileSetting proxy;

    @Mixin
    private VinaOptions vina = new VinaOptions();

    @Mixin
    private OutsideOptions outside = new OutsideOptions();

    private boolean withheld;

    /** Makes a choice of the default. */
    public RewardChoice() {}

    /** Knows the rewards of molecules. */
    static final class ExpressionConverter extends OutsideTerms.Converter {
        @Override
        protected void check(Term term) {
            if (OutsideTerms.isOutside(term)) {
                return;
            }
            try {
                RewardName.parse(term.reward());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        e.getMessage() + "; exec:COMMAND, onnx:FILE and vina:RECEPTOR.pdbqt are external", e);
            }
        }
    }

    /** Tells whether anybody outside is asked. */
    boolean isOutside() {
        return expression.terms().stream().anyMatch(OutsideTerms::isOutside);
    }

    /** Tells whether there are several parts, or one that is scaled. */
    boolean isCombined() {
        return expression.combination() != null;
    }

    /** Returns what is started for the reward, and the network where it is none that is installed. */
    List<Launch> launches() {
        List<Launch> launches = new ArrayList<>(OutsideTerms.launches(expression, outside));
        if (proxy != null && expression.terms().stream().anyMatch(RewardChoice::hasFile)) {
            Path file = proxy.path("--proxy");
            Path installed = AssetFolder.standard().file(MoleculeRewards.SEH_ASSET);
            if (!file.toAbsolutePath()
                    .normalize()
                    .equals(installed.toAbsolutePath().normalize())) {
                launches.add(Launch.ofFile("proxy", Launch.Kind.NETWORK, file));
            }
        }
        return launches;
    }

    /** Does without what is not allowed: nobody outside is asked, and the network is not loaded. */
    void permit(Predicate<Launch> allowed) {
        for (Launch launch : launches()) {
            if (!allowed.test(launch)) {
                outside.withhold();
                withheld |= launch.kind() == Launch.Kind.NETWORK;
            }
        }
    }

    /** Tells whether the reward is a network's prediction of docking scores alone. */
    boolean predictsDocking() {
        return expression.combination() == null
                && predictsDocking(expression.terms().get(0));
    }

    private static boolean predictsDocking(Term term) {
        return !OutsideTerms.isOutside(term)
                && RewardName.parse(term.reward()).kind().predictsDocking();
    }

    /**
     * Returns how external rewards are computed.
     *
     * @return the options of that
     */
    public OutsideOptions outside() {
        return outside;
    }

    /**
     * Makes the reward. External rewards are not started.
     *
     * @param assembler makes the atoms of a molecule; empty where it is impossible
     * @param <S> the type of a molecule
     * @return the reward, to be closed by the caller
     * @throws WrongOptionException if it cannot be made; the message names the option and says why
     */
    public <S> MadeReward<S> make(Function<S, Optional<AssembledMolecule>> assembler) {
        checkProxy();
        OutsideMolecules<S> asked = new OutsideMolecules<>(assembler, vina, outside);
        if (expression.combination() == null) {
            return make(expression.terms().get(0), assembler, asked);
        }
        return new MadeReward<>(
                OutsideTerms.combined(
                        expression.combination(),
                        expression,
                        term -> make(term, assembler, asked).reward(),
                        RewardChoice::limits),
                COMBINED);
    }

    private void checkProxy() {
        if (proxy != null && expression.terms().stream().noneMatch(RewardChoice::hasFile)) {
            throw new WrongOptionException("Invalid value for option '--proxy': the reward '" + expression.text()
                    + "' takes no proxy, but got '" + proxy.text() + "'");
        }
    }

    private static boolean hasFile(Term term) {
        return !OutsideTerms.isOutside(term)
                && RewardName.parse(term.reward()).kind().hasFile();
    }

    private <S> MadeReward<S> make(
            Term term, Function<S, Optional<AssembledMolecule>> assembler, OutsideMolecules<S> asked) {
        if (OutsideTerms.isOutside(term)) {
            return asked.make(term);
        }
        if (withheld && hasFile(term)) {
            return new MadeReward<>(
                    outside.reward(
                            term.reward(),
                            term.reward(),
                            assembler,
                            () -> {
                                throw new IllegalStateException("a network that may not be loaded gives no scores");
                            },
                            score -> score),
                    RewardName.parse(term.reward()).kind().defaults());
        }
        Path file = proxy == null || !hasFile(term) ? null : proxy.checked("--proxy");
        try {
            MoleculeReward<S> reward = new MoleculeRewards<>(assembler).make(RewardName.parse(term.reward()), file);
            return new MadeReward<>(reward, reward.defaults());
        } catch (IOException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            if (file == null) {
                throw new WrongOptionException("Invalid value for option '--reward': " + message);
            }
            throw new WrongOptionException("Invalid value for option '--proxy': "
                    + (message.contains(file.toString()) ? message : "'" + file + "': " + message));
        }
    }

    private static @Nullable Limits limits(Term term) {
        return OutsideTerms.isOutside(term)
                ? OutsideMolecules.limits(term)
                : RewardName.parse(term.reward()).kind().limits();
    }

    /** Returns the options in effect. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("reward", OutsideTerms.absolute(expression).text());
        FileSetting network = network();
        if (network != null) {
            settings.put("proxy", network.recorded("--proxy"));
        }
        if (expression.terms().stream().anyMatch(OutsideMolecules::isDocking)) {
            settings.putAll(vina.settings());
        }
        return settings;
    }

    /** Returns the file of the network, that of the installed asset included; null where there is none. */
    private @Nullable FileSetting network() {
        Optional<Term> term =
                expression.terms().stream().filter(RewardChoice::hasFile).findFirst();
        if (proxy != null || term.isEmpty()) {
            return proxy;
        }
        RewardName name = RewardName.parse(term.get().reward());
        return FileSetting.of(MoleculeRewards.file(name.kind(), null).toString());
    }
}
