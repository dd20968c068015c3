package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.method.MixOption.Part;
import org.gfn4j.environment.UniformTerminals;
import org.gfn4j.sampling.ReplayForm;
import org.gfn4j.task.Problem;
import org.gfn4j.training.TargetUpdate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code train} that say where batches come from.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class OffPolicyOptions {
    /** The parts of a batch whose log-rewards are not known beforehand. */
    private static final Set<Part> ASKING = Collections.unmodifiableSet(EnumSet.of(Part.POLICY, Part.UNIFORM_TERMINAL));

    /** Where objects come from that nobody has stored. */
    enum OffPolicyName {
        UNIFORM_TERMINAL
    }

    @Option(
            names = "--replay",
            paramLabel = "KIND:SIZE",
            converter = ReplayOption.Converter.class,
            description =
                    "Learns again from visited objects: fifo keeps the newest, top the most rewarding, prioritised "
                            + "draws half from the best tenth of the newest. For example top:1000. Default "
                            + "${DEFAULT-VALUE}.",
            defaultValue = ReplayOption.NONE)
    private @Nullable ReplayOption replay;

    @Option(
            names = "--replay-form",
            paramLabel = "NAME",
            description = "What to replay: backward walks from objects under the backward policy or along uniform "
                    + "edges, whole trajectories, or single transitions (db, fl-db, mdb).")
    ReplayForm replayForm = ReplayForm.BACKWARD;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Objects to learn from by backward walks: JSON lines or CSV with object and, optionally, "
                    + "logReward.")
    private @Nullable String data;

    @Option(
            names = "--off-policy",
            paramLabel = "NAME",
            description = "Learns from backward walks from objects drawn uniformly from the whole space.")
    private @Nullable OffPolicyName offPolicy;

    @Option(
            names = "--mix",
            paramLabel = "SHARES",
            converter = MixOption.Converter.class,
            description = "Shares of a batch, such as policy=.5,replay=.25,data=.25; default: equal shares for all "
                    + "given sources, and for the policy if there is no other source or with --replay.")
    private @Nullable MixOption mix;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            converter = TargetOption.Converter.class,
            description = "A slow copy of the network gives the flows at the far end of residuals: ema:SHARE moves "
                    + "by a share after each iteration, copy:N is replaced every N. Default ${DEFAULT-VALUE}.")
    private TargetOption target = TargetOption.NONE;

    @Option(
            names = "--asynchronous",
            description =
                    "Keeps training on replayed objects while slow rewards are pending. Results then depend on how "
                            + "fast rewards come: the same seed does not give the same run.")
    boolean asynchronous;

    /** Returns the buffer that was requested. */
    Optional<ReplayOption> replay() {
        return Optional.ofNullable(replay);
    }

    /**
     * Reads the stored objects.
     *
     * @param problem what is trained on
     * @param <S> the type of a state
     * @return the objects; null where no file is given
     * @throws WrongOptionException if the file cannot be read; the message names it, the line and the column
     */
    <S> @Nullable DataFile<S> readData(Problem<S> problem) {
        return data == null ? null : DataFile.read(FileOptions.path("--data", data, "file"), problem);
    }

    /** Returns how a target network follows. */
    Optional<TargetUpdate> target() {
        return target.update();
    }

    /** Returns the shares in effect. */
    MixOption mix() {
        if (mix != null) {
            return mix;
        }
        Set<Part> parts = given();
        if (parts.isEmpty() || replay != null) {
            parts.add(Part.POLICY);
        }
        return MixOption.equal(parts);
    }

    /** Tells whether the log-reward of anything is requested during training. */
    boolean asksForRewards() {
        return mix().shares().keySet().stream().anyMatch(ASKING::contains);
    }

    /**
     * Returns how many log-rewards each batch asks for at least.
     *
     * @param batch the rows of a batch
     * @return at least 1
     */
    int requestsPerBatch(int batch) {
        Map<Part, Integer> rows = mix().rows(batch);
        return Math.max(
                1, ASKING.stream().mapToInt(part -> rows.getOrDefault(part, 0)).sum());
    }

    private Set<Part> given() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (replay != null) {
            parts.add(Part.REPLAY);
        }
        if (data != null) {
            parts.add(Part.DATA);
        }
        if (offPolicy != null) {
            parts.add(Part.UNIFORM_TERMINAL);
        }
        return parts;
    }

    /**
     * Checks that the options go together.
     *
     * @param method the method
     * @param batch the rows of a batch
     * @param problem what is trained on
     * @throws WrongOptionException if they do not; the message names the option and says what is allowed
     */
    void check(Method method, int batch, Problem<?> problem) {
        Set<Part> given = given();
        for (Part part : given) {
            if (!method.learnsOffPolicy()) {
                throw new WrongOptionException("Invalid value for option '--method': '" + method
                        + "' cannot be combined with " + optionOf(part)
                        + ", because it learns only from its own latest "
                        + "trajectories; these methods learn from other data: "
                        + Methods.names(Method::learnsOffPolicy));
            }
        }
        Map<Part, Integer> rows = mix().rows(batch);
        for (Map.Entry<Part, Integer> part : rows.entrySet()) {
            String name = ChoiceConverter.nameOf(part.getKey());
            if (part.getKey() != Part.POLICY && !given.contains(part.getKey())) {
                throw wrongMix("it has a share for " + name + ", which needs " + optionOf(part.getKey()));
            }
            if (part.getValue() == 0) {
                throw new WrongOptionException("Invalid value for option '--batch': '" + batch
                        + "' is too small for --mix " + mix() + ", which leaves no trajectory for " + name);
            }
        }
        for (Part part : given) {
            if (!rows.containsKey(part)) {
                throw wrongMix("it has no share for " + ChoiceConverter.nameOf(part) + ", but " + optionOf(part)
                        + " is given");
            }
        }
        if (rows.containsKey(Part.REPLAY) && !rows.containsKey(Part.POLICY)) {
            throw wrongMix("replay keeps what the policy visits, so policy must have a share");
        }
        if (asynchronous && !method.options().contains("--asynchronous")) {
            throw new WrongOptionException("Invalid value for option '--asynchronous': it is for --method gflownet");
        }
        if (asynchronous && (replay == null || !rows.containsKey(Part.POLICY))) {
            throw new WrongOptionException(
                    "Invalid value for option '--asynchronous': it trains on objects visited before, so it needs "
                            + "--replay, such as --replay prioritised:5000");
        }
        if (offPolicy != null && !(problem.environment() instanceof UniformTerminals<?>)) {
            throw new WrongOptionException("Invalid value for option '--off-policy': 'uniform-terminal' is for tasks "
                    + "whose objects can be drawn uniformly, which this one does not support");
        }
    }

    /**
     * Checks that the options go with what a flow network minimises.
     *
     * @param objective what it minimises
     * @param batch the rows of a batch
     * @throws WrongOptionException if they do not; the message names the option and says what is allowed
     */
    void check(ObjectiveName objective, int batch) {
        if (objective == ObjectiveName.VARGRAD && mix().rows(batch).getOrDefault(Part.POLICY, 2) < 2) {
            throw wrongMix("--objective vargrad needs at least 2 trajectories of the policy in a batch");
        }
        if (replay != null && replayForm == ReplayForm.TRANSITIONS && !objective.learnsFromTransitions()) {
            throw new WrongOptionException("Invalid value for option '--replay-form': 'transitions' cannot be "
                    + "combined with --objective " + ChoiceConverter.nameOf(objective)
                    + ", which needs whole trajectories; it is for " + ObjectiveName.learningFromTransitions());
        }
        if (asynchronous && objective.looksAtRewardsOnTheWay()) {
            throw new WrongOptionException("Invalid value for option '--asynchronous': it cannot be combined with "
                    + "--objective "
                    + ChoiceConverter.nameOf(objective) + ", which needs the reward of every intermediate state");
        }
    }

    private WrongOptionException wrongMix(String reason) {
        return new WrongOptionException("Invalid value for option '--mix': '" + mix() + "' cannot be used: " + reason);
    }

    private static String optionOf(Part part) {
        return switch (part) {
            case POLICY -> "nothing";
            case REPLAY -> "--replay";
            case DATA -> "--data";
            case UNIFORM_TERMINAL -> "--off-policy uniform-terminal";
        };
    }

    /**
     * Finds options that have no effect, or have effects that surprise.
     *
     * @param given tells whether an option was written on the command line
     * @return a line for each
     */
    List<String> withoutEffect(Predicate<String> given) {
        List<String> notes = new ArrayList<>();
        if (given.test("--replay-form") && replay == null) {
            notes.add("option '--replay-form' has no effect without --replay");
        }
        if (asynchronous) {
            notes.add("with --asynchronous the result depends on how fast rewards come; the same seed does not give the"
                    + " same run");
        }
        return notes;
    }

    /** Returns what is recorded in place of the values of options. */
    Map<String, @Nullable Object> recorded() {
        Map<String, @Nullable Object> recorded = new HashMap<>();
        recorded.put("replay", replay == null ? ReplayOption.NONE : replay.toString());
        recorded.put("replay-form", replay == null ? null : replayForm);
        recorded.put(
                "data",
                data == null
                        ? null
                        : FileOptions.path("--data", data, "file")
                                .toAbsolutePath()
                                .normalize());
        recorded.put("mix", mix == null && given().isEmpty() ? null : mix());
        recorded.put("asynchronous", asynchronous ? true : null);
        return recorded;
    }
}
