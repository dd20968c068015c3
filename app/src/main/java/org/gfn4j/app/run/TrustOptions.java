package org.gfn4j.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.rewards.Approvals;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.NotApprovedException;
import picocli.CommandLine.Option;

/**
 * What may be started that a run or a configuration names: what the user has made or approved, or anything, this time only.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TrustOptions {
    /** The hidden option by which one process hands on to another what the user has typed. */
    static final String APPROVED = "--approved";

    @Option(
            names = "--trust",
            description =
                    "Starts, this time only, programs, models and databases named by a run or configuration that you "
                            + "neither made nor approved.")
    private boolean all;

    @Option(names = APPROVED, hidden = true, split = ",")
    private Set<String> approved = new HashSet<>();

    /** Returns options that allow, beside what the user has approved, some launches. */
    public static TrustOptions allowing(Collection<Launch> launches) {
        TrustOptions options = new TrustOptions();
        launches.forEach(launch -> options.approved.add(launch.digest()));
        return options;
    }

    /** Returns the value of {@value #APPROVED} for what {@link #allowing} has been told; empty where that is nothing. */
    String approved() {
        return approved.stream().sorted().collect(Collectors.joining(","));
    }

    /** Tells whether something may be started. */
    public boolean allows(Launch launch) {
        return all || approved.contains(launch.digest()) || Approvals.standard().has(launch);
    }

    /**
     * Refuses what may not be started.
     *
     * @param place the run or configuration that names it
     * @param launches what it names
     * @throws NotApprovedException if any of it may not be started; the message shows all that may not
     */
    public void require(String place, List<Launch> launches) {
        List<Launch> refused =
                launches.stream().filter(launch -> !allows(launch)).toList();
        if (!refused.isEmpty()) {
            throw new NotApprovedException(place, refused);
        }
    }

    /** Returns what makes the problems of a run whose launches are allowed. */
    public TaskProblems problems(ExistingRun run) {
        return TaskProblems.asking(task -> require(run.folder().toString(), task.launches()));
    }

    /**
     * Approves for good what a run starts that the user makes.
     *
     * @param launches what it starts
     * @param err where is said that this cannot be kept
     */
    public static void keep(Collection<Launch> launches, PrintWriter err) {
        Approvals approvals = Approvals.standard();
        try {
            for (Launch launch : launches) {
                approvals.add(launch);
            }
        } catch (IOException e) {
            err.println("gfn4j: cannot note in '" + approvals.folder() + "' that this run is yours: "
                    + Failures.describe(e) + "; other commands will need --trust to start what it names");
        }
    }
}
