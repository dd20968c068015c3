package org.gfn4j.benchmarks;

/** Arguments of the JVMs that are measured, those that the command line starts with. */
final class Jvm {
    /** The module of the vectors. */
    static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** The kernels, whose tests run with checks, do without those of each vector's bounds. */
    static final String UNCHECKED = "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0";

    private Jvm() {}
}
