package org.gfn4j.environment;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.text.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an environment keeps the rules that training relies on: edges in that are exactly the forward edges
 * reversed, equal states that behave alike, no cycles, terminal states without edges out.
 *
 * <p>It checks every state, those nearest to the source first, where the space has at most a given number of them.
 * Where it has more, it continues with random walks to terminal states and back, and begins with them where the environment
 * knows that it has more. Whatever the environment throws is
 * reported as a failure and does not escape. The report shows the failure with the shortest path from the source that
 * was found:
 *
 * <pre>{@code
 * VerificationReport report = EnvironmentVerifier.of(environment).format(format).verify(new SplittableRandom(1));
 * assertTrue(report.passed(), report.describe());
 * }</pre>
 *
 * <p>The rules are those of {@link VerificationReport.Rule}. An environment in which a walk can continue for ever by never
 * stopping is reported as well.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <S> the type of a state
 */
public final class EnvironmentVerifier<S> {
    private final DiscreteEnvironment<S> environment;
    private final @Nullable StateFormat<S> format;
    private final @Nullable ToDoubleFunction<? super S> logReward;
    private final @Nullable Function<? super S, Object> encoding;
    private final int maxStates;
    private final int walks;
    private final int maxWalkLength;

    private EnvironmentVerifier(
            DiscreteEnvironment<S> environment,
            @Nullable StateFormat<S> format,
            @Nullable ToDoubleFunction<? super S> logReward,
            @Nullable Function<? super S, Object> encoding,
            int maxStates,
            int walks,
            int maxWalkLength) {
        this.environment = environment;
        this.format = format;
        this.logReward = logReward;
        this.encoding = encoding;
        this.maxStates = maxStates;
        this.walks = walks;
        this.maxWalkLength = maxWalkLength;
    }

    /**
     * Makes a verifier for up to 100,000 states, or else 1,000 walks of at most 10,000 steps, without texts and rewards.
     *
     * @param environment the environment to check
     * @param <S> the type of a state
     * @return the verifier
     */
    public static <S> EnvironmentVerifier<S> of(DiscreteEnvironment<S> environment) {
        return new EnvironmentVerifier<>(environment, null, null, null, 100_000, 1_000, 10_000);
    }

    /**
     * Checks texts too: they are single lines, read back to equal states, and differ between states.
     *
     * @param stateFormat the text form of the states
     * @return a verifier that does so
     */
    public EnvironmentVerifier<S> format(StateFormat<S> stateFormat) {
        return new EnvironmentVerifier<>(
                environment, stateFormat, logReward, encoding, maxStates, walks, maxWalkLength);
    }

    /**
     * Checks log-rewards too: they are never NaN or +∞.
     *
     * @param logRewardOfTerminal the log-reward of a terminal state, a natural logarithm
     * @return a verifier that does so
     */
    public EnvironmentVerifier<S> logReward(ToDoubleFunction<? super S> logRewardOfTerminal) {
        return new EnvironmentVerifier<>(
                environment, format, logRewardOfTerminal, encoding, maxStates, walks, maxWalkLength);
    }

    /**
     * Checks how states look to a network too: nothing that it could not learn from, and the same for equal states.
     *
     * @param encodingOfState gives what a network sees of a state, with an {@code equals} of its own, or throws a
     *     {@link WrongEncodingException}; for a {@code StateEncoder} it is an {@code EncoderCheck}
     * @return a verifier that does so
     */
    public EnvironmentVerifier<S> encoding(Function<? super S, Object> encodingOfState) {
        return new EnvironmentVerifier<>(
                environment, format, logReward, encodingOfState, maxStates, walks, maxWalkLength);
    }

    /**
     * Sets how many states are checked one after the other before random walks begin.
     *
     * @param states the most states, at least 0; with 0 there are only random walks
     * @return a verifier that does so
     * @throws IllegalArgumentException if the number is negative
     */
    public EnvironmentVerifier<S> maxStates(int states) {
        Checks.requireAtLeast("maxStates", states, 0);
        return new EnvironmentVerifier<>(environment, format, logReward, encoding, states, walks, maxWalkLength);
    }

    /**
     * Sets the number of random walks where the space has more states than are checked one after the other.
     *
     * @param number the number of walks, each to a terminal state and back, at least 0
     * @return a verifier that does so
     * @throws IllegalArgumentException if the number is negative
     */
    public EnvironmentVerifier<S> walks(int number) {
        Checks.requireAtLeast("walks", number, 0);
        return new EnvironmentVerifier<>(environment, format, logReward, encoding, maxStates, number, maxWalkLength);
    }

    /**
     * Sets after how many steps a walk counts as one without end.
     *
     * @param steps the most steps of a walk, at least 1
     * @return a verifier that does so
     * @throws IllegalArgumentException if the number is smaller than 1
     */
    public EnvironmentVerifier<S> maxWalkLength(int steps) {
        Checks.requireAtLeast("maxWalkLength", steps, 1);
        return new EnvironmentVerifier<>(environment, format, logReward, encoding, maxStates, walks, steps);
    }

    /**
     * Runs the checks.
     *
     * @param generator what random walks are drawn from; the same one gives the same report
     * @return what was checked, and the smallest failing example if there is one
     */
    public VerificationReport verify(RandomGenerator generator) {
        Probe<S> probe = new Probe<>(environment, format, logReward, encoding);
        StateChecks<S> checks;
        try {
            checks = new StateChecks<>(probe, generator);
        } catch (BrokenRule e) {
            return new VerificationReport(false, 0, 0, 0, 0, e.failure());
        }
        boolean exhaustive = false;
        int walked = 0;
        Failure failure = null;
        try {
            exhaustive = environment.leastStates() <= maxStates
                    && new ExhaustiveSearch<>(probe, checks, maxStates, maxWalkLength).run();
        } catch (BrokenRule e) {
            failure = e.failure();
        }
        if (failure == null && !exhaustive) {
            failure = new RandomWalks<>(probe, checks, generator, maxWalkLength).run(walks);
            walked = walks;
        }
        return new VerificationReport(
                exhaustive, checks.states(), checks.terminalStates(), checks.edges(), walked, failure);
    }
}
