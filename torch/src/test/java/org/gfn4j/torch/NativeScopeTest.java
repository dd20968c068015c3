package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Who owns native memory, and on which thread things are computed. */
final class NativeScopeTest {

    @Test
    void aScopeFreesWhatItDoesNotKeep() {
        NativeTensor kept;
        NativeTensor freed;
        try (NativeScope outer = NativeScope.open()) {
            NativeTensor ofOuter;
            try (NativeScope scope = NativeScope.open()) {
                freed = NativeTensor.of(new float[] {1}, 1);
                kept = scope.keep(freed.plus(1));
            }
            ofOuter = kept.plus(1);
            assertThat(ofOuter.floats()).containsExactly(3);
        }
        assertThat(freed).hasToString("closed");
        assertThat(kept.floats()).containsExactly(2);
        kept.close();
        kept.close();
        assertThat(kept).hasToString("closed");
    }

    @Test
    void aKeptResultKeepsWhatItsDerivativesNeed() {
        try (NativeScope outer = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(new double[] {3}, 1).requireGradient();
            NativeTensor result;
            try (NativeScope scope = NativeScope.open()) {
                result = scope.keep(x.exp().square().sum());
            }
            result.backward();
            result.close();
            assertThat(x.gradient().doubles()).containsExactly(2 * Math.exp(3) * Math.exp(3));
        }
    }

    @Test
    void withoutAScopeNothingCanBeMade() {
        assertThatThrownBy(() -> NativeTensor.of(new float[] {1}, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("open a NativeScope");
    }

    @Test
    void derivativesAreRecordedAgainAfterAScopeWithout() {
        try (NativeScope outer = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(new double[] {3}, 1).requireGradient();
            try (NativeScope scope = NativeScope.withoutGradient()) {
                NativeTensor constant = x.square();
                assertThatThrownBy(constant::backward).isInstanceOf(RuntimeException.class);
                try (NativeScope inner = NativeScope.open()) {
                    NativeTensor alsoConstant = x.square();
                    assertThatThrownBy(alsoConstant::backward).isInstanceOf(RuntimeException.class);
                }
            }
            assertThatCode(() -> x.square().backward()).doesNotThrowAnyException();
        }
    }

    @Test
    void scopesCloseInReverseOrder() {
        try (NativeScope outer = NativeScope.open()) {
            NativeScope inner = NativeScope.open();
            assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
            inner.close();
            inner.close();
        }
    }

    @Test
    void allIsComputedOnTheCallingThread() {
        Path tasks = Path.of("/proc/self/task");
        Assumptions.assumeTrue(Files.isDirectory(tasks), "threads are counted in /proc");
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor x = NativeTensor.zeros(Precision.SINGLE, 256, 256).requireGradient();
            x.matmul(x).sum().backward();
            assertThat(Natives.threads()).isEqualTo(1);
            long before = nativeThreads(tasks);
            for (int i = 0; i < 20; i++) {
                x.matmul(x).tanh().matmul(x).sum().backward();
            }
            assertThat(nativeThreads(tasks)).isEqualTo(before);
        }
    }

    /** Counts the threads that are called neither as the JVM nor as its own are. */
    private static long nativeThreads(Path tasks) {
        try (Stream<Path> all = Files.list(tasks)) {
            return all.filter(task -> name(task).equals("java") || name(task).startsWith("pt_"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).trim();
        } catch (IOException e) {
            return "ended";
        }
    }
}
