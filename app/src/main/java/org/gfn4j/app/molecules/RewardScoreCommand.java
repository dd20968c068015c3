package org.gfn4j.app.molecules;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.Progress;
import org.gfn4j.app.cli.TableOutput;
import org.gfn4j.app.reward.RewardExit;
import org.gfn4j.app.reward.RewardProgress;
import org.gfn4j.app.reward.RewardRows;
import org.gfn4j.app.reward.RewardRows.Row;
import org.gfn4j.app.reward.RewardStudy;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Salts;
import org.gfn4j.reward.CachedReward;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardCounts;
import org.gfn4j.reward.RewardDetail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Rewards the molecules of a file.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        description = {
            "Rewards molecules as training does, with the same workers and cache, and writes a table with the "
                    + "columns index, object, reward, a column for each part, and failure.",
            "An impossible molecule, with an atom of a valence that it cannot have, has no reward; the column "
                    + "failure says why. With --salts largest-fragment, a column scored says what was scored."
        })
public final class RewardScoreCommand implements Callable<Integer> {
    private static final String IN = "--in";
    private static final int CHUNK = 64;

    @Mixin
    private RewardChoice choice = new RewardChoice();

    @Option(
            names = IN,
            paramLabel = "FILE",
            required = true,
            description = "Molecules: lines of SMILES (.smi), whose index counts from 0, or graphs of blocks (.json).")
    private String in = "";

    @Option(
            names = "--blocks",
            paramLabel = "FILE",
            description = "Vocabulary of the block graphs. Default: that of gfn4j.")
    private @Nullable String blocks;

    @Mixin
    private SaltsOption salts = new SaltsOption();

    @Mixin
    private TableOutput out = new TableOutput();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        out.check();
        List<ListedMolecule> listed = ListedMolecule.read(IN, in, blocks, salts.choice());
        Function<ListedMolecule, Optional<AssembledMolecule>> atoms = ListedMolecule::assembled;
        choice.outside().tolerateFailures();
        Reward<ListedMolecule> reward = choice.settings().make(atoms).reward();
        Optional<DetailedReward<ListedMolecule>> detailed = reward.detailed();
        try (RewardExit exit = new RewardExit(reward)) {
            detailed.ifPresent(RewardStudy::start);
            out.write(table(listed, new CachedReward<>(reward), detailed), command.commandLine());
        }
        return 0;
    }

    private String table(
            List<ListedMolecule> listed,
            Reward<ListedMolecule> reward,
            Optional<DetailedReward<ListedMolecule>> detailed) {
        boolean scored = salts.choice() == Salts.LARGEST_FRAGMENT;
        RewardRows rows =
                RewardRows.numbered(detailed.map(DetailedReward::parts).orElse(List.of()), scored);
        PrintWriter err = command.commandLine().getErr();
        StringBuilder table = new StringBuilder(rows.header());
        long without = 0;
        Map<ListedMolecule, String> faults = new HashMap<>();
        try (Progress progress = new Progress("molecules", listed.size(), err)) {
            for (int from = 0; from < listed.size(); from += CHUNK) {
                List<ListedMolecule> chunk = listed.subList(from, Math.min(listed.size(), from + CHUNK));
                double[] rewards = evaluate(reward, chunk, faults);
                for (int i = 0; i < rewards.length; i++) {
                    ListedMolecule each = chunk.get(i);
                    table.append(rows.text(new Row(
                            each.index(),
                            each.name(),
                            rewards[i],
                            detail(each, rewards[i], detailed, faults.get(each)),
                            scored ? each.scored() : "")));
                    without += Double.isFinite(rewards[i]) ? 0 : 1;
                }
                progress.stepTo(from + chunk.size(), RewardProgress.text(counts(detailed)));
            }
        }
        salts.say(ListedMolecule.peculiarities(listed), listed.size(), err);
        if (without > 0) {
            err.println("gfn4j: " + without + " of " + listed.size() + " molecules have no reward");
        }
        return table.toString();
    }

    /** Evaluates molecules; where one of them cannot be scored, each by itself, so that the others have their rewards. */
    private static double[] evaluate(
            Reward<ListedMolecule> reward, List<ListedMolecule> molecules, Map<ListedMolecule, String> faults) {
        try {
            return reward.evaluate(molecules);
        } catch (IllegalArgumentException | StackOverflowError e) {
            if (molecules.size() > 1) {
                return molecules.stream()
                        .mapToDouble(each -> evaluate(reward, List.of(each), faults)[0])
                        .toArray();
            }
            faults.put(molecules.get(0), Failures.describe(e));
            return new double[] {Double.NEGATIVE_INFINITY};
        }
    }

    /** Returns what a reward was made of, with a cause wherever there is none. */
    private static RewardDetail detail(
            ListedMolecule molecule,
            double reward,
            Optional<DetailedReward<ListedMolecule>> detailed,
            @Nullable String fault) {
        int parts = detailed.map(own -> own.parts().size()).orElse(0);
        RewardDetail detail = detailed.flatMap(own -> own.detail(molecule))
                .orElse(new RewardDetail(Collections.nCopies(parts, Double.NaN), fault));
        if (Double.isFinite(reward) || detail.failure() != null) {
            return detail;
        }
        String refusal = molecule.refusal();
        return new RewardDetail(detail.parts(), refusal == null ? "its reward is " + reward : refusal);
    }

    private static RewardCounts counts(Optional<DetailedReward<ListedMolecule>> detailed) {
        return detailed.map(DetailedReward::counts).orElse(RewardCounts.ZERO);
    }
}
