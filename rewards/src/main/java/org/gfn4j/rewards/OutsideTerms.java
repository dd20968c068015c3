package org.gfn4j.rewards;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gfn4j.reward.CombinedReward;
import org.gfn4j.reward.Limits;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.task.WrongSettingException;
import org.jspecify.annotations.Nullable;

/**
 * The external rewards that a task knows as terms of an expression.
 *
 * <p>Thread-safety: immutable.
 *
 * @param kinds what there is, each under a name of its own
 */
public record OutsideTerms(List<OutsideKind> kinds) {
    /** The name of a reward by a program. */
    public static final String PROGRAM = RewardExpression.PROGRAM;

    /** The setting that names a reward. */
    public static final String REWARD = "reward";

    /** Makes terms. */
    public OutsideTerms {
        kinds = List.copyOf(kinds);
    }

    /**
     * Returns rewards by a program.
     *
     * @return the kind of terms with the name {@value #PROGRAM}
     */
    public static OutsideKind program() {
        return new OutsideKind(PROGRAM, "a command, such as 'exec:python3 score.py'", false, OutsideTerms::launch);
    }

    private Optional<OutsideKind> kind(Term term) {
        return kinds.stream().filter(kind -> kind.name().equals(term.name())).findFirst();
    }

    /**
     * Checks that a term that is outside says what is to be asked, without looking for it.
     *
     * @param term a term
     * @throws IllegalArgumentException if it does not; the message says what it needs
     */
    public void check(Term term) {
        boolean empty = term.argument() == null || term.argument().isBlank();
        kind(term).filter(kind -> empty).ifPresent(kind -> {
            throw new IllegalArgumentException("'" + term.name() + "' needs " + kind.needs());
        });
        if (term.name().equals(PROGRAM)) {
            CommandWords.split(String.valueOf(term.argument()));
        }
    }

    /**
     * Tells whether somebody outside is asked.
     *
     * @param term a term
     * @return whether it is of one of the kinds
     */
    public boolean isOutside(Term term) {
        return kind(term).isPresent();
    }

    /**
     * Tells whether somebody outside is asked, who may be slow.
     *
     * @param expression a reward
     * @return whether one of its terms is of one of the kinds
     */
    public boolean isOutside(RewardExpression expression) {
        return expression.terms().stream().anyMatch(this::isOutside);
    }

    /**
     * Returns the file that a term names.
     *
     * @param term the term
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
     * @return what its terms start, and the database of the cache
     */
    public List<Launch> launches(RewardExpression expression, OutsideRewards outside) {
        List<Launch> launches = new ArrayList<>();
        for (Term term : expression.terms()) {
            kind(term).ifPresent(kind -> launches.add(kind.launch().apply(term)));
        }
        if (!launches.isEmpty()) {
            launches.addAll(outside.launches());
        }
        return launches;
    }

    private static Launch launch(Term term) {
        String command = String.valueOf(term.argument());
        String folder = ProgramSource.dependsOnFolder(command)
                ? " in the folder '" + Path.of("").toAbsolutePath().normalize() + "'"
                : "";
        try {
            ProgramSource<String> source = new ProgramSource<>(command, RewardKey::of, Duration.ofSeconds(1));
            return new Launch(REWARD, Launch.Kind.PROGRAM, source.identity().replaceFirst("^exec ", "") + folder, null);
        } catch (RewardSourceException e) {
            return new Launch(REWARD, Launch.Kind.PROGRAM, command + folder, e.getMessage());
        }
    }

    /**
     * Returns an expression whose files are named from the root on, to be recorded.
     *
     * @param expression an expression
     * @return the same with other arguments
     */
    public RewardExpression absolute(RewardExpression expression) {
        return expression.withTerms(term -> kind(term)
                .filter(OutsideKind::namesFile)
                .map(kind -> file(term).toAbsolutePath().normalize().toString())
                .map(file -> new Term(term.name(), file, term.limits(), term.weight()))
                .orElse(term));
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
     * @throws WrongSettingException if a term has no limits
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
                throw new WrongSettingException("Invalid value for option '--reward': '" + term.reward()
                        + "' can only be combined with limits, which are scaled to 0 and 1, such as " + example);
            }
            parts.add(new CombinedReward.Part<>(term.reward(), reward.apply(term), scale, term.weight()));
        }
        return new CombinedReward<>(combination, parts);
    }
}
