package org.gfn4j.app.reward;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Launch;
import org.gfn4j.onnx.OnnxSource;
import org.gfn4j.reward.CombinedReward;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.rewards.CommandWords;
import org.gfn4j.rewards.ProgramSource;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSourceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What tasks share that read the text of a reward.
 *
 * <p>Thread-safety: stateless.
 */
public final class OutsideTerms {
    /** The name of a reward by a program. */
    public static final String PROGRAM = RewardExpression.PROGRAM;

    /** The name of a reward by a model. */
    public static final String MODEL = "onnx";

    /** The name of a reward by docking. */
    public static final String DOCKING = "vina";

    private static final String REWARD = "reward";

    private OutsideTerms() {}

    /** Reads an expression. A task says which names it knows. */
    public abstract static class Converter implements ITypeConverter<RewardExpression> {

        /** Makes a converter. */
        protected Converter() {}

        @Override
        public final RewardExpression convert(String value) {
            RewardExpression expression;
            try {
                expression = RewardExpression.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
            try {
                expression.terms().forEach(term -> {
                    check(term);
                    checkArgument(term);
                });
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is not a reward: " + e.getMessage());
            }
            return expression;
        }

        /**
         * Checks a term, without looking for what it names.
         *
         * @param term the term
         * @throws IllegalArgumentException if the task does not know it; the message says which it knows
         */
        protected abstract void check(Term term);
    }

    private static void checkArgument(Term term) {
        if (isOutside(term) && (term.argument() == null || term.argument().isBlank())) {
            throw new IllegalArgumentException("'" + term.name() + "' needs "
                    + switch (term.name()) {
                        case MODEL -> "a model, such as onnx:model.onnx";
                        case DOCKING -> "a receptor, such as vina:receptor.pdbqt";
                        default -> "a command, such as 'exec:python3 score.py'";
                    });
        }
        if (term.name().equals(PROGRAM)) {
            CommandWords.split(String.valueOf(term.argument()));
        }
    }

    /**
     * Tells whether somebody outside is asked.
     *
     * @param term a term
     * @return whether it is a program, a model or docking
     */
    public static boolean isOutside(Term term) {
        return term.name().equals(PROGRAM) || namesFile(term);
    }

    private static boolean namesFile(Term term) {
        return term.name().equals(MODEL) || term.name().equals(DOCKING);
    }

    /**
     * Returns the file that a model or receptor is.
     *
     * @param term its term
     * @return the file, which need not exist
     * @throws RewardSourceException if it is not the name of a file
     */
    public static Path file(Term term) {
        try {
            return Path.of(String.valueOf(term.argument()));
        } catch (InvalidPathException e) {
            throw new RewardSourceException("'" + term.reward() + "' does not name a file: " + e.getReason(), e);
        }
    }

    /**
     * Returns what a reward would start, its cache included. Nothing is started.
     *
     * @param expression the reward
     * @param outside how rewards are computed
     * @return programs, models, docking and the database of the cache
     */
    public static List<Launch> launches(RewardExpression expression, OutsideOptions outside) {
        List<Launch> launches = new ArrayList<>();
        expression.terms().stream()
                .filter(OutsideTerms::isOutside)
                .map(OutsideTerms::launch)
                .forEach(launches::add);
        if (!launches.isEmpty()) {
            launches.addAll(outside.launches());
        }
        return launches;
    }

    private static Launch launch(Term term) {
        return switch (term.name()) {
            case PROGRAM -> program(String.valueOf(term.argument()));
            case MODEL -> model(term);
            default -> Launch.ofFile(REWARD, Launch.Kind.DOCKING, file(term));
        };
    }

    private static Launch program(String command) {
        String folder = ProgramSource.dependsOnFolder(command)
                ? " in the folder '" + Path.of("").toAbsolutePath().normalize() + "'"
                : "";
        try {
            ProgramSource<String> source = new ProgramSource<>(command, RewardKey::of, Duration.ofSeconds(1));
            return new Launch(REWARD, Launch.Kind.PROGRAM, source.identity().replaceFirst("^exec ", "") + folder, null);
        } catch (RewardSourceException e) {
            return new Launch(REWARD, Launch.Kind.PROGRAM, command + folder, Failures.describe(e));
        }
    }

    private static Launch model(Term term) {
        Path file = file(term);
        Launch launch = Launch.ofFile(REWARD, Launch.Kind.MODEL, file);
        if (launch.problem() != null) {
            return launch;
        }
        String name = file.toAbsolutePath().normalize().toString();
        try {
            return new Launch(REWARD, launch.kind(), Launch.withDigest(name, OnnxSource.sha256(file)), null);
        } catch (RewardSourceException e) {
            return new Launch(REWARD, launch.kind(), launch.text(), Failures.describe(e));
        }
    }

    /**
     * Returns an expression whose files are named from the root on, to be recorded.
     *
     * @param expression an expression
     * @return the same with other arguments
     */
    public static RewardExpression absolute(RewardExpression expression) {
        return expression.withTerms(term -> namesFile(term)
                ? new Term(
                        term.name(), file(term).toAbsolutePath().normalize().toString(), term.limits(), term.weight())
                : term);
    }

    /**
     * Makes a combination of the terms of an expression.
     *
     * @param combination how they are combined
     * @param expression the expression
     * @param reward makes the reward of a term
     * @param limits the limits of a term where none are given; null where they must be
     * @param <S> the type of a state
     * @return the combination
     * @throws WrongOptionException if a term has no limits
     */
    public static <S> CombinedReward<S> combined(
            CombinedReward.Combination combination,
            RewardExpression expression,
            Function<Term, Reward<S>> reward,
            Function<Term, @Nullable Limits> limits) {
        List<CombinedReward.Part<S>> parts = new ArrayList<>();
        for (Term term : expression.terms()) {
            Limits scale = term.limits() == null ? limits.apply(term) : term.limits();
            if (scale == null) {
                String example = term.name().equals(PROGRAM)
                        ? PROGRAM + ":\"" + term.argument() + "\"[0..1]"
                        : "[0..1] after it";
                throw new WrongOptionException("Invalid value for option '--reward': '" + term.reward()
                        + "' can only be combined with limits, which are scaled to 0 and 1, such as " + example);
            }
            parts.add(new CombinedReward.Part<>(term.reward(), reward.apply(term), scale, term.weight()));
        }
        return new CombinedReward<>(combination, parts);
    }
}
