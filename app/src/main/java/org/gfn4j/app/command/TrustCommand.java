package org.gfn4j.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.ConfiguredTraining;
import org.gfn4j.app.run.ExistingRun;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.rewards.Approvals;
import org.gfn4j.rewards.Launch;
import org.gfn4j.training.CheckpointException;
import org.gfn4j.training.Checkpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Approves what a run or a configuration of somebody else starts.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "trust",
        description = {
            "Approves the programs, models and databases that a run or configuration names, and shows them; nothing is"
                    + " started.",
            "Your own runs need no approval. An approval ends when something changes, or in another folder if that "
                    + "may start something else."
        })
final class TrustCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of a run, or a configuration file.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Set<Launch> launches = launches();
        for (Launch launch : launches) {
            if (launch.problem() != null) {
                throw new WrongOptionException(
                        "'" + run + "' names what cannot be approved: " + launch.describe() + "; nothing was approved");
            }
        }
        PrintWriter out = command.commandLine().getOut();
        if (launches.isEmpty()) {
            out.println("'" + run + "' starts nothing that needs to be approved");
        }
        Approvals approvals = Approvals.standard();
        for (Launch launch : launches) {
            boolean known = approvals.has(launch);
            approvals.add(launch);
            out.println((known ? "approved before: " : "approved: ") + Failures.wholeLine(launch.describe()));
        }
        out.flush();
        return 0;
    }

    /** Returns what the configuration names, and what the checkpoints do, which need not be the same. */
    private Set<Launch> launches() throws IOException {
        Path place;
        try {
            place = Path.of(run);
        } catch (InvalidPathException e) {
            throw new WrongOptionException(
                    "Invalid value for RUN: '" + run + "' is not the name of a folder or file: " + e.getReason());
        }
        if (Files.isRegularFile(place)) {
            return new LinkedHashSet<>(
                    ConfiguredTraining.of(place, Map.of()).task().launches());
        }
        ExistingRun existing = ExistingRun.of(run);
        Set<Launch> launches = new LinkedHashSet<>(
                ConfiguredTraining.of(existing.config(), Map.of()).task().launches());
        Checkpoints checkpoints = Checkpoints.ofRun(existing.folder());
        for (long step : checkpoints.steps()) {
            launches.addAll(launches(checkpoints, step));
        }
        return launches;
    }

    private static List<Launch> launches(Checkpoints checkpoints, long step) throws IOException {
        try {
            return TaskProblems.launches(checkpoints.read(step).state().path("settings"));
        } catch (CheckpointException e) {
            return List.of(); // which cannot be used either
        }
    }
}
