package org.gfn4j.molecules.docking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockingBoxTest {
    private static final DockingBox BOX = new DockingBox(0, 0, 0, 1, 1, 1);

    @Test
    void centreAndSize_areReadFromTriples() {
        assertThat(DockingBox.parse("-13.4,26.3, -13.3", "20.013,16.3,18.5"))
                .isEqualTo(new DockingBox(-13.4, 26.3, -13.3, 20.013, 16.3, 18.5))
                .hasToString("centre -13.4,26.3,-13.3 size 20.013,16.3,18.5 Å");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,2", "1,2,3,4", "1;2;3", "1,2,x", "1,2,", "1,,3"})
    void whatIsNoTriple_isRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> DockingBox.parse(text, "1,1,1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the centre of a docking box must be three numbers x,y,z in Å, such as -13.4,26.3,-13.3, but is '"
                                + text + "'");
        assertThatThrownBy(() -> DockingBox.parse("1,1,1", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the size of a docking box must be three numbers x,y,z in Å")
                .hasMessageEndingWith("but is '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1,1", "1,-1,1", "1,1,126.5", "1,NaN,1", "Infinity,1,1"})
    void aSizeOutOfRange_isRefused(String size) {
        assertThatThrownBy(() -> DockingBox.parse("0,0,0", size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be more than 0 and at most 126 Å, but is ");
    }

    @Test
    void aCentreThatIsNotFinite_isRefused() {
        assertThatThrownBy(() -> DockingBox.parse("0,NaN,0", "1,1,1"))
                .hasMessage("the centre of a docking box must have a finite y, but it is NaN");
    }

    @Test
    void settingsOutOfRange_areRefused() {
        assertThatThrownBy(() -> settings(0, 1, 1000))
                .hasMessage("the exhaustiveness of docking must be at least 1, but is 0");
        assertThatThrownBy(() -> settings(1, 0, 1000)).hasMessageContaining("seed of docking must not be 0");
        assertThatThrownBy(() -> settings(1, 1, -1500))
                .hasMessage("the time-out of docking must be more than 0 s, but is -1.5 s");
    }

    private static DockingSettings settings(int exhaustiveness, int seed, long millis) {
        return new DockingSettings(Path.of("receptor.pdbqt"), BOX, exhaustiveness, seed, Duration.ofMillis(millis));
    }
}
