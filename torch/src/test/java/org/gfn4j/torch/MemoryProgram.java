package org.gfn4j.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.gfn4j.model.StepSettings;

/**
 * Trains a small network for as many iterations as the argument says and prints how the memory that is known to JavaCPP
 * and to the system changed after the first fifth. {@link NativeMemoryTest} runs it in a process of its own, as JavaCPP counts pointers
 * only where it watches them for the garbage collector.
 */
final class MemoryProgram {
    private MemoryProgram() {}

    public static void main(String[] arguments) throws IOException {
        int iterations = Integer.parseInt(arguments[0]);
        SplittableRandom generator = new SplittableRandom(1);
        EdgeConditionedMessages messages = new EdgeConditionedMessages(16, 16, Precision.SINGLE, generator);
        GruCell gru = new GruCell(16, 16, Precision.SINGLE, generator);
        OuterProductMessages bondMessages = new OuterProductMessages(3, 16, Precision.SINGLE, generator);
        GruCell bondGru = new GruCell(16, 16, Precision.SINGLE, generator);
        GatedMessagePassing passing = new GatedMessagePassing(bondMessages, bondGru, 2, 0.01);
        Set2Set readout = new Set2Set(16, 1, Precision.SINGLE, generator);
        Linear head = new Linear(32, 1, Precision.SINGLE, generator);
        Map<String, Layer> layers = new LinkedHashMap<>();
        layers.put("messages", messages);
        layers.put("gru", gru);
        layers.put("bondMessages", bondMessages);
        layers.put("bondGru", bondGru);
        layers.put("readout", readout);
        layers.put("head", head);
        Map<String, StepSettings> settings = new LinkedHashMap<>();
        layers.keySet().forEach(name -> settings.put(name, new StepSettings(1e-3, 0)));
        try (TorchParameters parameters = new TorchParameters("network", layers)) {
            long count = 0;
            long resident = 0;
            for (int iteration = 0; iteration < iterations; iteration++) {
                if (iteration == iterations / 5) {
                    count = Pointer.totalCount();
                    resident = resident();
                }
                int nodes = 4 + iteration % 5;
                NativeTensor output;
                GatedMessagePassing.Passed passed;
                try (NativeScope scope = NativeScope.open()) {
                    Edges edges = new Edges(nodes, 2, new int[] {0, 1, 2}, new int[] {1, 2, 3}, new int[] {0, 1, 0});
                    float[] input = new float[nodes * 16];
                    input[iteration % input.length] = 1;
                    NativeTensor state = NativeTensor.of(input, nodes, 16);
                    NativeTensor matrices = NativeTensor.of(new float[512], 2, 16, 16);
                    state = gru.apply(messages.apply(state, matrices, edges).leakyRelu(0.01), state);
                    int[] offsets = new int[nodes + 1];
                    Arrays.fill(offsets, 2, nodes + 1, 1);
                    passed = passing.apply(state, new Bonds(offsets, new int[] {2}, new int[] {1}, new int[] {2}));
                    output = scope.keep(head.apply(readout.apply(passed.nodes(), new Segments(0, 3, nodes))));
                    passed.tensors().forEach(scope::keep);
                }
                try (NativeScope scope = NativeScope.open()) {
                    output.backward(NativeTensor.of(new float[] {1, -1}, 2, 1));
                    passed.backward();
                }
                passed.tensors().forEach(NativeTensor::close);
                output.close();
                parameters.gradientNorm();
                parameters.step(settings, 1);
            }
            System.out.println(Pointer.totalCount() - count);
            System.out.println(resident() - resident);
        }
    }

    /** Returns the resident set in kilobytes. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
