package org.gfn4j.app.method;

import java.util.List;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How many threads share the work; results do not depend on it, so runs do not record it but for their {@code timing}.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class ThreadOptions {
    @Option(
            names = "--threads",
            paramLabel = "NUMBER",
            description = "Threads that share the work of a perceptron; results do not depend on it. Default: all.")
    @WholeNumber(min = 1, max = 1024)
    private @Nullable Integer threads;

    /** Returns how many threads there are to be. */
    public int count() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * Returns a problem whose models use the threads.
     *
     * @param problem what is trained on
     * @param <S> the type of a state
     */
    public <S> Problem<S> share(Problem<S> problem) {
        return problem.withThreads(count());
    }

    /**
     * Returns what to tell a user whose choice changes nothing.
     *
     * @param problem what the models are of
     */
    public List<String> withoutEffect(Problem<?> problem) {
        return threads != null && threads > 1 && problem.engine().threads() == 1
                ? List.of("option '--threads' has no effect on the networks of this task, which use one thread")
                : List.of();
    }
}
