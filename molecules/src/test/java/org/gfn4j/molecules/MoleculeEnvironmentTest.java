package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.gfn4j.environment.EnvironmentVerifier;
import org.gfn4j.environment.VerificationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoleculeEnvironmentTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 3", "2, 4", "3, 4", "4, 4"})
    void keepsTheRulesInAllStatesOfASmallSpace(int minBlocks, int maxBlocks) {
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.small(), minBlocks, maxBlocks);
        VerificationReport report = EnvironmentVerifier.of(environment)
                .format(new BlockMoleculeFormat(environment))
                .verify(new SplittableRandom(1));
        assertThat(report.passed()).as(report.describe()).isTrue();
        assertThat(report.exhaustive()).isTrue();
    }

    @Test
    void keepsTheRulesWithMuchSymmetry() {
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.symmetric(), 2, 3);
        VerificationReport report = EnvironmentVerifier.of(environment)
                .format(new BlockMoleculeFormat(environment))
                .verify(new SplittableRandom(1));
        assertThat(report.passed()).as(report.describe()).isTrue();
        assertThat(report.exhaustive()).isTrue();
    }

    @Test
    void keepsTheRulesWithTheBlocksOfThePaper() throws IOException {
        MoleculeEnvironment environment =
                new MoleculeEnvironment(BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json")));
        VerificationReport report = EnvironmentVerifier.of(environment)
                .format(new BlockMoleculeFormat(environment))
                .maxStates(200)
                .walks(Integer.getInteger("gfn4j.walks", 300))
                .verify(new SplittableRandom(1));
        System.out.println(report.describe());
        assertThat(report.passed()).as(report.describe()).isTrue();
    }
}
