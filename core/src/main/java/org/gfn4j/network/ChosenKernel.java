package org.gfn4j.network;

import java.util.function.Supplier;

/** Chooses the kernel of this JVM, once. */
final class ChosenKernel {
    static final Kernel KERNEL = choose(System.getProperty(Kernel.PROPERTY));

    private ChosenKernel() {}

    private static Kernel choose(String name) {
        boolean hasVectors =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (name == null || name.isEmpty()) {
            return hasVectors ? vector() : new ScalarKernel();
        }
        return switch (name) {
            case "scalar" -> new ScalarKernel();
            case "vector" -> {
                if (!hasVectors) {
                    throw new IllegalStateException("the system property " + Kernel.PROPERTY + " is vector, which takes"
                            + " the module jdk.incubator.vector; start the JVM with --add-modules jdk.incubator.vector"
                            + " or use scalar");
                }
                yield vector();
            }
            default ->
                throw new IllegalStateException(
                        "the system property " + Kernel.PROPERTY + " must be vector or scalar, but is '" + name + "'");
        };
    }

    /** In a lambda, so that the class with vectors is not looked at where they are missing. */
    private static Kernel vector() {
        Supplier<Kernel> supplier = VectorKernel::new;
        return supplier.get();
    }
}
