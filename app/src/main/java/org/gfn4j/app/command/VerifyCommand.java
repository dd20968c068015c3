package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.Configuration;
import org.gfn4j.app.task.Task;
import org.gfn4j.environment.EnvironmentVerifier;
import org.gfn4j.environment.VerificationReport;
import org.gfn4j.reward.LogReward;
import org.gfn4j.task.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Checks the environment, the encoder and the reward of one task.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
final class VerifyCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Checks that the environment, the encoder and the reward of a task satisfy the requirements of training.";

    @Mixin
    private final Task task;

    @Option(
            names = "--max-states",
            paramLabel = "NUMBER",
            description = "Number of states to check one by one; if there are more, random walks follow.")
    @WholeNumber(min = 0, max = 100_000_000)
    private int maxStates = 100_000;

    @Option(names = "--walks", paramLabel = "NUMBER", description = "Number of random walks.")
    @WholeNumber(min = 0, max = 1_000_000_000)
    private int walks = 1_000;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of the random walks.")
    @WholeNumber(min = 0)
    private long seed = 0;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    VerifyCommand(Task task) {
        this.task = task;
    }

    @Override
    public Integer call() {
        if (maxStates == 0 && walks == 0) {
            throw new WrongOptionException("Invalid values for options '--max-states' and '--walks': both are 0, but"
                    + " something must be checked");
        }
        Configuration.of(List.of(), List.of()).apply(command.commandLine());
        PrintWriter out = command.commandLine().getOut();
        if (task.exemption().isPresent()) {
            out.println("not verified: " + task.exemption().get());
            out.flush();
            return 0;
        }
        VerificationReport report = verify(task.problem());
        out.println(report.describe());
        out.flush();
        return report.passed() ? 0 : 1;
    }

    private <S> VerificationReport verify(Problem<S> problem) {
        LogReward<S> logReward = problem.logReward();
        EnvironmentVerifier<S> verifier = EnvironmentVerifier.of(problem.environment());
        return problem.engine()
                .encoding()
                .map(verifier::encoding)
                .orElse(verifier)
                .format(problem.format())
                .logReward(state -> logReward.evaluate(List.of(state))[0])
                .maxStates(maxStates)
                .walks(walks)
                .verify(new SplittableRandom(seed));
    }
}
