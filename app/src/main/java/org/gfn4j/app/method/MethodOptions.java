package org.gfn4j.app.method;

import java.util.stream.Collectors;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.Counting;
import org.gfn4j.baseline.ImitatingProposals.Imitation;
import org.gfn4j.baseline.Payment;
import picocli.CommandLine.Option;

/**
 * The options of {@code train} that say which method searches, and those of methods that are not flow networks.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class MethodOptions {
    private static final int REMEMBERED = 50_000;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            converter = Methods.Converter.class,
            completionCandidates = Methods.Names.class,
            description = "Search method: a generative flow network, or a method to compare it with. See "
                    + "docs/methods.md. Default ${DEFAULT-VALUE}; one of ${COMPLETION-CANDIDATES}.")
    Method method = Methods.FLOW_NETWORK;

    @Option(
            names = "--payment",
            paramLabel = "NAME",
            description = "reinforce, a2c, ppo, sac: what a finished object pays.")
    Payment payment = Payment.REWARD;

    @Option(
            names = "--entropy",
            paramLabel = "NUMBER",
            description = "reinforce, a2c, ppo: weight of the entropy of the policy at each state.")
    @DecimalNumber(min = 0, max = 1000)
    double entropy = 0.01;

    @Option(
            names = "--gae-lambda",
            paramLabel = "NUMBER",
            description = "a2c, ppo: how far advantages look ahead; 1 to the end, 0 one step.")
    @DecimalNumber(min = 0, max = 1)
    double gaeLambda = 0.95;

    @Option(
            names = "--value-coefficient",
            paramLabel = "NUMBER",
            description = "a2c, ppo: weight of the error of the value.")
    @DecimalNumber(min = 0, max = 1000)
    double valueCoefficient = 0.5;

    @Option(
            names = "--clip-ratio",
            paramLabel = "NUMBER",
            description = "ppo: how far the policy may move within a round before its gain is clipped.")
    @DecimalNumber(above = 0, max = 1)
    double clipRatio = 0.2;

    @Option(names = "--round", paramLabel = "NUMBER", description = "ppo: trajectories drawn for a round.")
    @WholeNumber(min = 1, max = 1_000_000)
    int round = 256;

    @Option(
            names = "--round-steps",
            paramLabel = "NUMBER",
            description = "ppo: optimiser steps in a round, the first on all of its trajectories, the others on "
                    + "--batch of them.")
    @WholeNumber(min = 1, max = 1_000_000)
    int roundSteps = 32;

    @Option(
            names = "--target-share",
            paramLabel = "NUMBER",
            description = "sac: share by which the target critics move after each iteration.")
    @DecimalNumber(above = 0, max = 1)
    double targetShare = 0.005;

    @Option(
            names = "--target-entropy",
            paramLabel = "NUMBER",
            description = "sac: target entropy of the learned temperature, as a share of the largest entropy.")
    @DecimalNumber(min = 0, max = 1)
    double targetEntropy = 0.8;

    @Option(
            names = "--visits",
            paramLabel = "NAME",
            description =
                    "Chains: what counts as visited: every step, where a rejected move visits the same object again, "
                            + "or only accepted moves.")
    Counting visits = Counting.ALL;

    @Option(
            names = "--imitation-steps",
            paramLabel = "NUMBER",
            description = "mars, mars-grid: optimiser steps in an iteration.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int imitationSteps = 1;

    @Option(
            names = "--imitation-batch",
            paramLabel = "NUMBER",
            description = "mars, mars-grid: stored moves that a step learns from.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int imitationBatch = 16;

    @Option(
            names = "--imitation-share",
            paramLabel = "NUMBER",
            description = "mars, mars-grid: share of the stored moves that did not raise the reward.")
    @DecimalNumber(min = 0, max = 1)
    private double imitationShare = 0;

    Imitation imitation() {
        return new Imitation(imitationSteps, imitationBatch, imitationShare, REMEMBERED);
    }

    /**
     * Checks that a task has the method.
     *
     * @param task the task
     * @throws WrongOptionException if it has not
     */
    public void check(Task task) {
        if (!Methods.of(task).contains(method)) {
            throw new WrongOptionException("Invalid value for option '--method': '" + method
                    + "' is not for the task " + task.name() + ", whose methods are "
                    + Methods.of(task).stream().map(Method::name).collect(Collectors.joining(", ")));
        }
    }
}
