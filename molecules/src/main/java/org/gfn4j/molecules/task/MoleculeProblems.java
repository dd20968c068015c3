package org.gfn4j.molecules.task;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gfn4j.rewards.Approvals;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.NotApprovedException;
import org.gfn4j.rewards.OutsideRewards;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.gfn4j.task.TaskSettings;

/**
 * The problems of the molecules of Bengio et al. 2021, assembled block by block.
 *
 * <p>Settings may name programs, models, networks and databases. What is not allowed is refused before anything is started or
 * loaded.
 *
 * <p>Thread-safety: stateless, as far as the permission is.
 */
public final class MoleculeProblems implements ProblemSource {
    /** The name of the task. */
    public static final String TASK = "molecules";

    private final Predicate<Launch> allowed;

    /** Makes a source that allows what the user of this JVM has made or approved. */
    public MoleculeProblems() {
        this(Approvals.standard()::has);
    }

    /**
     * Makes a source with a permission of its own.
     *
     * @param allowed tells what settings may start
     */
    public MoleculeProblems(Predicate<Launch> allowed) {
        this.allowed = allowed;
    }

    @Override
    public Optional<Problem<?>> problem(String task, Map<String, ?> settings) {
        if (!task.equals(TASK)) {
            return Optional.empty();
        }
        TaskSettings own = new TaskSettings(settings);
        MoleculeSettings molecules = new MoleculeSettings(own, new OutsideRewards(own));
        NotApprovedException.requireAll(molecules.launches(), allowed);
        return Optional.of(molecules.problem());
    }
}
