package org.gfn4j.molecules.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gfn4j.molecules.asset.AssetFolder;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.reward.MoleculeReward;
import org.gfn4j.molecules.reward.MoleculeRewards;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.molecules.reward.RewardName;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.OutsideRewards;
import org.gfn4j.rewards.OutsideTerms;
import org.gfn4j.task.TaskSettings;
import org.gfn4j.task.WrongSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Which reward molecules get: a named one, an external one, or a combination.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RewardSettings {
    /** The reward where nothing is set. */
    public static final String REWARD = "seh-mini";

    /** What suits a combination, which lies in [0, 1] where weights add up to 1. */
    private static final RewardDefaults COMBINED = new RewardDefaults(10, 1, 0.01, List.of(0.5, 0.7, 0.9));

    private final OutsideTerms terms = OutsideMolecules.terms();
    private final RewardExpression expression;
    private final @Nullable FileSetting proxy;
    private final OutsideRewards outside;
    private final OutsideMolecules asked;
    private boolean withheld;

    /**
     * Takes {@code reward}, {@code proxy} and what says how molecules are docked.
     *
     * @param settings the settings of the task
     * @param outside how external rewards are computed
     * @throws IllegalArgumentException if there is no such reward; the message says which there are
     */
    public RewardSettings(TaskSettings settings, OutsideRewards outside) {
        String file = settings.text("proxy");
        this.expression = RewardExpression.parse(Objects.requireNonNullElse(settings.text("reward"), REWARD));
        expression.terms().forEach(RewardSettings::check);
        this.proxy = file == null ? null : FileSetting.of(file);
        this.outside = outside;
        this.asked = new OutsideMolecules(settings, outside);
    }

    /**
     * Checks that molecules can get a reward, without looking for what it names.
     *
     * @param term a part of the reward
     * @throws IllegalArgumentException if they cannot; the message says which rewards there are
     */
    public static void check(Term term) {
        OutsideTerms terms = OutsideMolecules.terms();
        if (terms.isOutside(term)) {
            terms.check(term);
            return;
        }
        try {
            RewardName.parse(term.reward());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; exec:COMMAND, onnx:FILE and vina:RECEPTOR.pdbqt are external", e);
        }
    }

    /** Tells whether anybody outside is asked. */
    boolean isOutside() {
        return terms.isOutside(expression);
    }

    /** Tells whether there are several parts, or one that is scaled. */
    boolean isCombined() {
        return expression.combination() != null;
    }

    /** Returns what is started for the reward, and the network where it is none that is installed. */
    List<Launch> launches() {
        List<Launch> launches = new ArrayList<>(terms.launches(expression, outside));
        if (proxy != null && expression.terms().stream().anyMatch(this::hasFile)) {
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

    /**
     * Tells whether the reward is a network's prediction of docking scores alone.
     *
     * @return whether it is on the scale that the methods of Bengio et al. 2021 were tuned for
     */
    public boolean predictsDocking() {
        Term first = expression.terms().get(0);
        return expression.combination() == null
                && !terms.isOutside(first)
                && RewardName.parse(first.reward()).kind().predictsDocking();
    }

    /**
     * Makes the reward. External rewards are not started.
     *
     * @param assembler makes the atoms of a molecule; empty where it is impossible
     * @param <S> the type of a molecule
     * @return the reward, to be closed by the caller
     * @throws WrongSettingException if it cannot be made; the message names the setting and says why
     */
    public <S> MadeReward<S> make(Function<S, Optional<AssembledMolecule>> assembler) {
        if (proxy != null && expression.terms().stream().noneMatch(this::hasFile)) {
            throw new WrongSettingException("Invalid value for option '--proxy': the reward '" + expression.text()
                    + "' takes no proxy, but got '" + proxy.text() + "'");
        }
        if (expression.combination() == null) {
            return make(expression.terms().get(0), assembler);
        }
        return new MadeReward<>(
                OutsideTerms.combined(
                        expression.combination(),
                        expression,
                        term -> make(term, assembler).reward(),
                        this::limits),
                COMBINED);
    }

    private boolean hasFile(Term term) {
        return !terms.isOutside(term) && RewardName.parse(term.reward()).kind().hasFile();
    }

    private <S> MadeReward<S> make(Term term, Function<S, Optional<AssembledMolecule>> assembler) {
        if (terms.isOutside(term)) {
            return asked.make(term, assembler);
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
                throw new WrongSettingException("Invalid value for option '--reward': " + message);
            }
            throw new WrongSettingException("Invalid value for option '--proxy': "
                    + (message.contains(file.toString()) ? message : "'" + file + "': " + message));
        }
    }

    private @Nullable Limits limits(Term term) {
        return terms.isOutside(term)
                ? OutsideMolecules.limits(term)
                : RewardName.parse(term.reward()).kind().limits();
    }

    /** Returns the settings in effect, to be recorded. */
    Map<String, Object> settings() {
        Map<String, Object> effective = new LinkedHashMap<>();
        effective.put("reward", terms.absolute(expression).text());
        FileSetting network = network();
        if (network != null) {
            effective.put("proxy", network.recorded("--proxy"));
        }
        if (expression.terms().stream().anyMatch(OutsideMolecules::isDocking)) {
            effective.putAll(asked.docking());
        }
        return effective;
    }

    /** Returns the file of the network, that of the installed asset included; null where there is none. */
    private @Nullable FileSetting network() {
        Optional<Term> term = expression.terms().stream().filter(this::hasFile).findFirst();
        if (proxy != null || term.isEmpty()) {
            return proxy;
        }
        RewardName name = RewardName.parse(term.get().reward());
        return FileSetting.of(MoleculeRewards.file(name.kind(), null).toString());
    }
}
