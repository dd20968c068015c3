package org.gfn4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;

final class EffortTest {
    private static final AtomicInteger TRIES = new AtomicInteger();

    @Property(tries = 95)
    void countsItsTries(@ForAll long number) {
        assertThat(TRIES.incrementAndGet()).isPositive();
    }

    @AfterProperty
    void triedAsOftenAsTheBuildAsks() {
        assertThat(TRIES).hasValue(Boolean.getBoolean("gfn4j.acceptance") ? 95 : 10);
    }
}
