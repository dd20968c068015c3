package org.gfn4j.molecules.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.Precision;
import org.junit.jupiter.api.Test;

/** The shape of networks on molecules. */
final class BlockGraphEngineTest {
    private final BlockGraphEngine engine = new BlockGraphEngine(
            new MoleculeEnvironment(BlockVocabulary.standard(), 2, 8),
            new FlowNetworkShape(256, 10, Precision.DOUBLE, false));

    @Test
    void widthAndStepsAreSettingsAndTheRestStays() {
        assertThat(engine.withShape(Map.of("width", 8, "steps", 2, "precision", "SINGLE", "hiddenWidth", 3))
                        .shape())
                .hasToString("{width=8, steps=2, precision=DOUBLE, bothWays=false}");
        assertThat(engine.withShape(Map.of("steps", 3)).shape()).containsEntry("width", 256);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatThrownBy(() -> engine.withShape(Map.of("width", 4097)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be a whole number from 1 to 4096, but is 4097");
        assertThatThrownBy(() -> engine.withShape(Map.of("steps", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps must be a whole number from 1 to 100, but is 0");
    }
}
