package org.gfn4j.network;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of this JVM, chosen once.
 *
 * @param kernel the kernel; null where there is none
 * @param fault why there is none
 */
record ChosenKernel(@Nullable Kernel kernel, String fault) {
    static final ChosenKernel OF_THIS_JVM = choose(
            System.getProperty(Kernel.PROPERTY, ""),
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());

    static ChosenKernel choose(String name, boolean hasVectors) {
        String wanted = name.isEmpty() ? (hasVectors ? "vector" : "scalar") : name;
        return switch (wanted) {
            case "scalar" -> new ChosenKernel(new ScalarKernel(), "");
            case "vector" ->
                hasVectors
                        ? new ChosenKernel(vector(), "")
                        : new ChosenKernel(
                                null,
                                "the system property " + Kernel.PROPERTY + " is vector, which takes the module"
                                        + " jdk.incubator.vector; start the JVM with --add-modules"
                                        + " jdk.incubator.vector, or use scalar");
            default ->
                new ChosenKernel(
                        null,
                        "the system property " + Kernel.PROPERTY + " must be vector or scalar, but is '" + name + "'");
        };
    }

    /** In a lambda, so that the class with vectors is not looked at where they are missing. */
    private static Kernel vector() {
        Supplier<Kernel> supplier = VectorKernel::new;
        return supplier.get();
    }
}
