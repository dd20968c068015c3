package org.gfn4j.testing;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * The seed of the random numbers in tests: {@code -Dgfn4j.test.seed}, or 0.
 *
 * <p>A test class annotated with {@code @ExtendWith(Seeds.class)} shows the seed and the command that replays it beside
 * every failure.
 *
 * <p>Thread-safety: stateless.
 */
public final class Seeds implements TestExecutionExceptionHandler {
    private static final String PROPERTY = "gfn4j.test.seed";

    /** Makes an extension, as JUnit does. */
    public Seeds() {}

    /**
     * Returns the seed of this run.
     *
     * @return the value of the property, or 0
     */
    public static long seed() {
        return Long.getLong(PROPERTY, 0);
    }

    /**
     * Makes a generator with the seed of this run.
     *
     * @return a new generator
     */
    public static RandomGenerator generator() {
        return new SplittableRandom(seed());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String note = replay(
                context.getRequiredTestClass(), context.getRequiredTestMethod().getName());
        failure.addSuppressed(new Note(note));
        throw failure;
    }

    static String replay(Class<?> test, String method) {
        return "the seed is " + seed() + "; replay with: ./mvnw -pl "
                + Path.of("").toAbsolutePath().getFileName() + " -am test -Dtest=" + test.getSimpleName() + "#" + method
                + " -D" + PROPERTY + "=" + seed();
    }

    /** Shows up under a failure. */
    private static final class Note extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Note(String message) {
            super(message, null, false, false);
        }
    }
}
