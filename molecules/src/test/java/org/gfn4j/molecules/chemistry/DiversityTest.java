package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiversityTest {

    private static Fingerprint fingerprint(int... bits) {
        BitSet set = new BitSet(Fingerprint.BITS);
        set.set(Fingerprint.BITS - 1);
        for (int bit : bits) {
            set.set(bit);
        }
        return new Fingerprint(set.toLongArray());
    }

    @Test
    void tanimotoIsCommonBitsOverAllBits() {
        assertThat(fingerprint(0, 1, 64).tanimoto(fingerprint(0, 1, 65, 100))).isEqualTo(3.0 / 6);
        assertThat(fingerprint(7).tanimoto(fingerprint(7))).isEqualTo(1);
        assertThat(new Fingerprint(new long[32]).tanimoto(new Fingerprint(new long[32])))
                .isEqualTo(1);
        assertThat(fingerprint(0, 1, 64).cardinality()).isEqualTo(4);
    }

    @Test
    void meanIsOverPairsOfDifferentPlaces() {
        List<Fingerprint> three = List.of(fingerprint(0), fingerprint(0), fingerprint(1));
        assertThat(Diversity.meanSimilarity(three)).isCloseTo((1 + 1.0 / 3 + 1.0 / 3) / 3, within(1e-15));
        assertThat(Diversity.meanSimilarity(three.subList(0, 1))).isNaN();
        assertThat(Diversity.meanSimilarity(List.of())).isNaN();
    }

    @Test
    void leadersAreThoseOfComparingWithAll() {
        Random random = new Random(4);
        List<Fingerprint> fingerprints = new ArrayList<>();
        double[] rewards = new double[400];
        for (int i = 0; i < rewards.length; i++) {
            // few different molecules with small changes, so that similarities lie on both sides of the limit
            int kind = random.nextInt(12);
            int[] bits = IntStream.range(0, 20 + kind)
                    .map(bit -> random.nextInt(8) == 0 ? random.nextInt(2000) : 50 * kind + bit)
                    .toArray();
            fingerprints.add(fingerprint(bits));
            rewards[i] = random.nextInt(40) / 5.0;
        }
        List<Integer> expected = new ArrayList<>();
        IntStream.range(0, rewards.length)
                .filter(i -> rewards[i] >= 2)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -rewards[i]).thenComparingInt(i -> i))
                .forEach(i -> {
                    if (expected.stream()
                            .allMatch(leader -> fingerprints.get(leader).tanimoto(fingerprints.get(i)) < 0.7)) {
                        expected.add(i);
                    }
                });
        assertThat(Diversity.leaders(fingerprints, rewards, 2)).isEqualTo(expected);
        assertThat(expected).hasSizeBetween(20, 350);
    }

    @Test
    void refusesAnotherNumberOfRewards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Diversity.leaders(List.of(fingerprint(1)), new double[2], 0))
                .withMessageContaining("2 and 1")
                .withMessageContaining("as many rewards");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fingerprint(new long[31]))
                .withMessageContaining("32 words, but has 31");
    }

    @Test
    void fingerprintsDependOnTheMoleculeAlone() {
        Fingerprints fingerprints = new Fingerprints();
        Random random = new Random(5);
        for (GoldenMolecules.Golden golden : GoldenMolecules.all()) {
            Fingerprint fingerprint = fingerprints.of(golden.molecule());
            assertThat(fingerprints.of(Shuffled.copy(golden.molecule(), random)))
                    .as(golden.name())
                    .isEqualTo(fingerprint);
        }
    }

    @Test
    void similarMoleculesHaveSimilarFingerprints() {
        Fingerprints fingerprints = new Fingerprints();
        Fingerprint morphine = fingerprints.of(GoldenMolecules.parse("CN1CCC23C4Oc5c3c(CC1C2C=CC4O)ccc5O"));
        Fingerprint codeine = fingerprints.of(GoldenMolecules.parse("COc1ccc2CC3N(C)CCC45C(Oc1c24)C(O)C=CC35"));
        Fingerprint aspirin = fingerprints.of(GoldenMolecules.parse("CC(=O)Oc1ccccc1C(=O)O"));
        assertThat(morphine.tanimoto(codeine)).isGreaterThan(0.5);
        assertThat(morphine.tanimoto(aspirin)).isLessThan(0.25);
    }
}
