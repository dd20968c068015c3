package org.gfn4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SeedsTest {

    @Test
    void theReplayCommandNamesTheTestAndTheSeed() {
        assertThat(Seeds.replay(SeedsTest.class, "someTest"))
                .isEqualTo("the seed is " + Seeds.seed() + "; replay with: ./mvnw -pl testing -am test"
                        + " -Dtest=SeedsTest#someTest -Dgfn4j.test.seed=" + Seeds.seed());
    }

    @Test
    void generatorsOfTheSameRunDrawTheSameNumbers() {
        assertThat(Seeds.generator().nextLong()).isEqualTo(Seeds.generator().nextLong());
    }
}
