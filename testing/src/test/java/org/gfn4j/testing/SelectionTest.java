package org.gfn4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SelectionTest {
    private static final List<String> PRODUCT = List.of("a, 1, x", "a, 2, x", "b, 1, x", "b, 2, x", "b, 2, y");

    @Test
    void theTableDividesTheProduct() {
        Selection<String> selection = new Selection<>("b, 2, y\na, 1, x\n", PRODUCT);
        assertThat(selection.chosen()).containsExactly("a, 1, x", "b, 2, y");
        assertThat(selection.others()).containsExactly("a, 2, x", "b, 1, x", "b, 2, x");
        assertThat(selection.strangers()).isEmpty();
        assertThat(selection.missingPairs())
                .containsExactly(
                        List.of("0 a", "1 2"), List.of("1 2", "2 x"), List.of("0 b", "1 1"), List.of("0 b", "2 x"));
    }

    @Test
    void aLineThatIsNoCaseIsAStranger() {
        Selection<String> selection = new Selection<>("a, 1, x\nA, 1, x", PRODUCT);
        assertThat(selection.strangers()).containsExactly("A, 1, x");
    }
}
