package org.gfn4j.molecules.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.SharedData;
import org.gfn4j.molecules.Stem;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.torch.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoleculeRewardsTest {
    /** Benzene, and an oxygen that is said to take three bonds. */
    private static final BlockVocabulary VOCABULARY = BlockVocabulary.of(
            List.of(new Block("c1ccccc1", 6, List.of(0, 2, 4)), new Block("O", 1, List.of(0, 0, 0))));

    private static final int BENZENE = VOCABULARY.fragment(0);
    private static final int OXYGEN = VOCABULARY.fragment(1);

    private static final BlockMolecule PHENOL =
            BlockMolecule.of(VOCABULARY, List.of(BENZENE, OXYGEN), List.of(new Bond(0, 1, 0, 0)), List.of(), true);
    private static final BlockMolecule TRIPHENYL_OXYGEN = BlockMolecule.of(
            VOCABULARY,
            List.of(OXYGEN, BENZENE, BENZENE, BENZENE),
            List.of(new Bond(0, 1, 0, 0), new Bond(0, 2, 0, 0), new Bond(0, 3, 0, 0)),
            List.of(new Stem(1, 2)),
            true);

    private static final MoleculeRewards<BlockMolecule> REWARDS = MoleculeRewards.of(VOCABULARY);

    @TempDir
    private Path folder;

    /** Phenol has log P 1.39, a polar surface area of 20.2 Å² and a weight of 94.1; QED is RDKit's. */
    @ParameterizedTest
    @CsvSource({
        "qed, 0.513, 0.005",
        "logp, 1, 0",
        "logp:2.3922.., 0.6065, 0.0001",
        "tpsa:20..21, 1, 0",
        "weight:144.11.., 0.6065, 0.0002",
        "weight:..90, 0.9967, 0.0001"
    })
    void possibleMolecule_isScoredAndImpossibleOneHasNoScore(String name, double expected, double tolerance)
            throws IOException {
        try (MoleculeReward<BlockMolecule> reward = REWARDS.make(RewardName.parse(name), null)) {
            double[] rewards = reward.evaluate(List.of(TRIPHENYL_OXYGEN, PHENOL, TRIPHENYL_OXYGEN));
            assertThat(rewards[1]).isCloseTo(expected, within(tolerance));
            assertThat(new double[] {rewards[0], rewards[2]}).containsOnly(Double.NEGATIVE_INFINITY);
            assertThat(reward.name()).isEqualTo(RewardName.parse(name));
        }
    }

    @Test
    void emptyBatch_hasNoRewards() throws IOException {
        try (MoleculeReward<BlockMolecule> reward = REWARDS.make(RewardName.parse("qed"), null)) {
            assertThat(reward.evaluate(List.of())).isEmpty();
        }
    }

    /** Where no stem is free, the proxy marks the first atom, and that of a state is not the first of the file. */
    @Test
    void paperProxy_givesItsGoldenValuesWhereTheFirstAtomDoesNotMatter() throws IOException {
        BlockVocabulary blocks = BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json"));
        List<BlockGraphs.Row> rows = new BlockGraphs(blocks).rows(SharedData.file("bengio2021/seh_molecules_475.json"));
        Path file = SharedData.file("bengio2021/seh_proxy.safetensors");
        assertGolden(
                blocks,
                file,
                null,
                "proxy",
                rows.stream().filter(row -> !row.graph().stems().isEmpty()).toList());
        assertGolden(blocks, file, StemMask.ZERO, "proxyZeroMask", rows);
    }

    private static void assertGolden(
            BlockVocabulary blocks, Path file, @Nullable StemMask mask, String key, List<BlockGraphs.Row> rows)
            throws IOException {
        try (MoleculeReward<BlockMolecule> reward =
                MoleculeRewards.of(blocks).make(RewardName.parse("seh"), file, Precision.DOUBLE, mask)) {
            double[] rewards =
                    reward.evaluate(rows.stream().map(BlockGraphs.Row::molecule).toList());
            assertThat(rewards).hasSizeGreaterThan(300);
            for (int i = 0; i < rewards.length; i++) {
                assertThat(rewards[i]).isCloseTo(rows.get(i).numbers().get(key), within(1e-6));
            }
        }
    }

    @Test
    void rewardWithoutNetwork_takesNone() {
        assertThatThrownBy(() -> REWARDS.make(RewardName.parse("qed"), folder.resolve("proxy")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the reward 'qed' takes no proxy, but got '");
    }

    @Test
    void ownProxyWithoutFile_isRefused() {
        assertThatThrownBy(() -> REWARDS.make(RewardName.parse("proxy"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--proxy FILE")
                .hasMessageContaining("gfn4j proxy train");
    }

    @Test
    void fileThatHoldsNoProxy_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("proxy.safetensors"), "no weights here");
        assertThatThrownBy(() -> REWARDS.make(RewardName.parse("seh"), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("proxy.safetensors");
    }
}
