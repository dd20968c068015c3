package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinningTest {

    @ParameterizedTest
    @CsvSource({
        "8, 64, 1, 8, 1",
        "64, 64, 1, 64, 1",
        "65, 64, 2, 33, 1",
        "1000, 64, 20, 50, 20",
        "1010, 64, 20, 51, 10",
        "100000, 64, 2000, 50, 2000",
        "1, 64, 1, 1, 1",
        "2147483647, 64, 50000000, 43, 47483647"
    })
    void widthIsRound(int size, int limit, int width, int bins, int last) {
        Binning binning = Binning.of(size, limit);
        assertThat(binning.width()).isEqualTo(width);
        assertThat(binning.bins()).isEqualTo(bins);
        assertThat(binning.last()).isEqualTo(last);
    }

    @Property
    void everyNumber_hasOneBinAmongFew(
            @ForAll @IntRange(min = 1, max = 100_000) int size, @ForAll @IntRange(min = 1, max = 100) int limit) {
        Binning binning = Binning.of(size, limit);
        assertThat(binning.bins()).isBetween(1, limit);
        int seen = 0;
        for (int bin = 0; bin < binning.bins(); bin++) {
            assertThat(binning.bin(binning.first(bin))).isEqualTo(bin);
            seen += bin == binning.bins() - 1 ? binning.last() : binning.width();
        }
        assertThat(seen).isEqualTo(size);
        assertThat(binning.bin(size - 1)).isEqualTo(binning.bins() - 1);
    }
}
