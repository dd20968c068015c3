package org.gfn4j.molecules.reward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.asset.AssetCatalogue;
import org.gfn4j.molecules.asset.AssetException;
import org.gfn4j.molecules.asset.AssetFolder;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Descriptors;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Qed;
import org.gfn4j.molecules.chemistry.RangeDesirability;
import org.gfn4j.molecules.proxy.Proxy;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.torch.Precision;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Makes rewards of molecules.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <S> the type of a molecule
 */
public final class MoleculeRewards<S> {
    /** The name of the asset that holds the proxy of Bengio et al. 2021. */
    public static final String SEH_ASSET = "seh-proxy";

    private static final String SEH_MINI = "/org/gfn4j/molecules/seh-mini.safetensors";

    private final Function<S, Optional<AssembledMolecule>> assembler;

    /**
     * Makes a maker of rewards.
     *
     * @param assembler makes the atoms of a molecule; empty where it is impossible
     */
    public MoleculeRewards(Function<S, Optional<AssembledMolecule>> assembler) {
        this.assembler = assembler;
    }

    /**
     * Makes a maker of the rewards of molecules of blocks.
     *
     * @param vocabulary the blocks
     * @return a maker
     */
    public static MoleculeRewards<BlockMolecule> of(BlockVocabulary vocabulary) {
        return new MoleculeRewards<>(new MoleculeAssembler(vocabulary)::assemble);
    }

    /**
     * Makes the reward of a name in single precision, with the stem mask that its network was trained with, if any.
     *
     * @param name the reward
     * @param proxy the file of its network, for {@code seh} and {@code proxy}; null for that of the installed asset, or where
     *     the reward is another
     * @return the reward, to be closed by the caller
     * @throws IllegalArgumentException if a file is needed and there is none; the message says how to get one
     * @throws IOException if the file cannot be read or holds no proxy; the message names it
     */
    public MoleculeReward<S> make(RewardName name, @Nullable Path proxy) throws IOException {
        return make(name, proxy, Precision.SINGLE, null);
    }

    /**
     * Makes the reward of a name.
     *
     * @param name the reward
     * @param proxy the file of its network, for {@code seh} and {@code proxy}; null for that of the installed asset, or where
     *     the reward is another
     * @param precision what a network computes in
     * @param mask the atoms that the stem feature of a network marks, null for those that it was trained with
     * @return the reward, to be closed by the caller
     * @throws IllegalArgumentException if a file is needed and there is none; the message says how to get one
     * @throws IOException if the file cannot be read or holds no proxy; the message names it
     */
    public MoleculeReward<S> make(RewardName name, @Nullable Path proxy, Precision precision, @Nullable StemMask mask)
            throws IOException {
        RewardKind kind = name.kind();
        if (proxy != null && !kind.hasFile()) {
            throw new IllegalArgumentException(
                    "the reward '" + name.text() + "' takes no proxy, but got '" + proxy + "'");
        }
        RangeDesirability range = name.range();
        Descriptors descriptors = new Descriptors();
        return switch (kind) {
            case SEH, PROXY -> network(name, Proxy.load(file(kind, proxy), precision), mask);
            case SEH_MINI -> network(name, sehMini(precision), mask);
            case QED -> of(name, MoleculeScorer.of(new Qed(descriptors)::of));
            case LOGP -> of(name, inside(descriptors::logP, range));
            case TPSA -> of(name, inside(descriptors::polarSurface, range));
            case WEIGHT -> of(name, inside(descriptors::weight, range));
        };
    }

    private MoleculeReward<S> of(RewardName name, MoleculeScorer scorer) {
        return new MoleculeReward<>(name, name.kind().defaults(), assembler, scorer);
    }

    private MoleculeReward<S> network(RewardName name, Proxy proxy, @Nullable StemMask mask) {
        return of(
                name,
                MoleculeScorer.of(proxy, mask == null ? proxy.description().mask() : mask));
    }

    private static MoleculeScorer inside(ToDoubleFunction<IAtomContainer> property, @Nullable RangeDesirability range) {
        RangeDesirability wanted = Objects.requireNonNull(range);
        return MoleculeScorer.of(molecule -> wanted.of(property.applyAsDouble(molecule)));
    }

    /**
     * Returns the file of the network of a reward: the one that is given, or else the installed asset, which is checked.
     *
     * @param kind {@code seh} or {@code proxy}
     * @param given the file that the user names, null if none
     * @return the file, which may not exist if it was given
     * @throws IllegalArgumentException if there is none, or one that is not what was installed; the message says how to get one
     */
    public static Path file(RewardKind kind, @Nullable Path given) {
        if (given != null) {
            return given;
        }
        if (kind == RewardKind.PROXY) {
            throw new IllegalArgumentException(
                    "the reward 'proxy' needs a network: name its file with --proxy FILE, or make one with 'gfn4j proxy train'");
        }
        AssetFolder folder = AssetFolder.standard();
        return installed(folder)
                .orElseThrow(() -> new IllegalArgumentException("the reward '" + kind.text()
                        + "' needs the proxy of Bengio et al. 2021, which is not in '" + folder.path()
                        + "': name its file with --proxy FILE, or install it once with 'gfn4j assets install "
                        + SEH_ASSET
                        + "'; the reward 'seh-mini' needs no file"));
    }

    private static Optional<Path> installed(AssetFolder folder) {
        try {
            return folder.find(AssetCatalogue.standard().asset(SEH_ASSET));
        } catch (AssetException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the asset '" + SEH_ASSET + "' cannot be read from '" + folder.path() + "': " + e.getMessage(), e);
        }
    }

    private static Proxy sehMini(Precision precision) throws IOException {
        try (InputStream in = MoleculeRewards.class.getResourceAsStream(SEH_MINI)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + SEH_MINI);
            }
            return Proxy.load(in, "seh-mini", precision);
        }
    }
}
