package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundTest {

    @Test
    void work_isDoneInOrderAndSeenAfterSettling() {
        List<Integer> done = new ArrayList<>();
        try (Background background = new Background("test", 3)) {
            for (int i = 0; i < 1000; i++) {
                int number = i;
                background.run(() -> done.add(number));
            }
            background.settle();
            assertThat(done)
                    .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        }
    }

    @Test
    void failure_reachesWhoeverGivesWork() {
        try (Background background = new Background("test", 3)) {
            AtomicInteger later = new AtomicInteger();
            background.run(() -> {
                throw new IllegalStateException("no such molecule");
            });
            assertThatThrownBy(background::settle)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no such molecule");
            assertThatThrownBy(() -> background.run(later::incrementAndGet)).hasMessage("no such molecule");
            assertThat(later).hasValue(0);
        }
    }

    @Test
    void closing_dropsWhatHasNotBeenStarted() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Background background = new Background("test", 5);
        background.run(() -> {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.incrementAndGet();
        });
        background.run(() -> done.addAndGet(10));
        started.await();
        Thread closing = new Thread(background::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // until it waits for the piece that is being done
        }
        gate.countDown();
        closing.join();
        assertThat(done).hasValue(1);
    }
}
