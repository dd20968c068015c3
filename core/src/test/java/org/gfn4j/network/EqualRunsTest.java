package org.gfn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.gfn4j.storage.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning with either kernel and any number of threads: every weight and moment is equal to the bit. */
final class EqualRunsTest {
    private static final int INPUTS = 40;
    private static final int OUTPUTS = 5;

    @ParameterizedTest
    @EnumSource
    void kernels(Activation activation) {
        List<FloatTensor> scalar = learned(30, activation, new ScalarKernel(), Workers.CALLER);
        List<FloatTensor> vector = learned(30, activation, new VectorKernel(), Workers.CALLER);
        assertThat(vector).isEqualTo(scalar);
    }

    /** So wide that the steps are cut, too. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void threads(int count) {
        Workers workers = new Workers(count);
        assertThat(workers.threads()).isEqualTo(count);
        List<FloatTensor> one = learned(300, Activation.RELU, Kernel.chosen(), Workers.CALLER);
        List<FloatTensor> several = learned(300, Activation.RELU, Kernel.chosen(), workers);
        assertThat(several).isEqualTo(one);
    }

    private static List<FloatTensor> learned(int width, Activation activation, Kernel kernel, Workers workers) {
        Mlp mlp = new Mlp(INPUTS, width, 3, OUTPUTS, activation, new SplittableRandom(1), workers, kernel);
        List<DenseLayer> layers = new ArrayList<>(mlp.hidden());
        layers.add(mlp.output());
        SplittableRandom random = new SplittableRandom(2);
        Mlp.Pass pass = mlp.pass();
        for (int step = 1; step <= 5; step++) {
            pass.start(true);
            // in two parts, as walks and what is added to them; more rows than go through the layers at once
            for (int part = 0; part < 2; part++) {
                for (int row = 0; row < 90 + 10 * step; row++) {
                    pass.inputs().add(random.nextInt(INPUTS), 1);
                    pass.inputs().add(random.nextInt(INPUTS), (float) random.nextDouble(-1, 1));
                    pass.inputs().endRow();
                }
                pass.evaluate();
            }
            pass.clearOutputGradients();
            for (int row = 0; row < pass.inputs().rows(); row++) {
                for (int column = 0; column < OUTPUTS; column++) {
                    pass.addOutputGradient(row, column, pass.output(row, column) - column);
                }
            }
            pass.backward();
            Adam adam = Adam.step(step, 0.01, 0.001);
            layers.forEach(layer -> layer.step(adam, 0.5));
        }
        List<FloatTensor> learned = new ArrayList<>();
        for (DenseLayer layer : layers) {
            for (Quantity quantity : Quantity.values()) {
                learned.add(layer.weight(quantity));
                learned.add(layer.bias(quantity));
            }
        }
        return learned;
    }

    /** Without derivatives the memory of hidden layers is used again and again; the outputs are the same. */
    @Test
    void outputsDoNotDependOnWhetherDerivativesAreKept() {
        Mlp mlp = new Mlp(INPUTS, 20, 2, OUTPUTS, Activation.RELU, new SplittableRandom(1), new Workers(2));
        List<Float> kept = outputs(mlp, true);
        assertThat(outputs(mlp, false)).isEqualTo(kept);
    }

    private static List<Float> outputs(Mlp mlp, boolean differentiable) {
        SplittableRandom random = new SplittableRandom(2);
        Mlp.Pass pass = mlp.pass();
        pass.start(differentiable);
        List<Float> outputs = new ArrayList<>();
        for (int rows : new int[] {3, 500, 1}) {
            for (int row = 0; row < rows; row++) {
                pass.inputs().add(random.nextInt(INPUTS), 1);
                pass.inputs().endRow();
            }
            pass.evaluate();
        }
        for (int row = 0; row < pass.inputs().rows(); row++) {
            for (int column = 0; column < OUTPUTS; column++) {
                outputs.add(pass.output(row, column));
            }
        }
        return outputs;
    }

    @Test
    void workersDoEveryTaskOnce() {
        Workers workers = new Workers(3);
        for (int tasks : new int[] {0, 1, 2, 1000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(tasks);
            workers.run(tasks, done::incrementAndGet);
            for (int task = 0; task < tasks; task++) {
                assertThat(done.get(task)).isEqualTo(1);
            }
        }
    }

    /** Each of the tasks waits for all of them, which they can only if they run at once. */
    @Test
    void tasksRunAtOnce() {
        CyclicBarrier barrier = new CyclicBarrier(3);
        new Workers(3).run(3, task -> {
            try {
                barrier.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("task " + task + " waited in vain", e);
            }
        });
    }

    @Test
    void aTaskThatFailsFailsTheWork() {
        for (Workers workers : List.of(Workers.CALLER, new Workers(3))) {
            assertThatThrownBy(() -> workers.run(10, task -> {
                        if (task == 4) {
                            throw new IllegalStateException("task 4");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task 4");
        }
        assertThatThrownBy(() -> new Workers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1, but is 0");
    }

    @Test
    void aKernelIsChosenByName() {
        assertThat(ChosenKernel.choose("", true).kernel()).isInstanceOf(VectorKernel.class);
        assertThat(ChosenKernel.choose("", false).kernel()).isInstanceOf(ScalarKernel.class);
        assertThat(ChosenKernel.choose("scalar", true).kernel()).isInstanceOf(ScalarKernel.class);
        assertThat(ChosenKernel.choose("vector", false).fault())
                .contains("--add-modules jdk.incubator.vector")
                .contains(Kernel.PROPERTY);
        assertThat(ChosenKernel.choose("fast", true).fault())
                .isEqualTo("the system property org.gfn4j.kernel must be vector or scalar, but is 'fast'");
    }
}
