package org.gfn4j.rewards;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Asks a program of the user: it reads an object's text from a line of its standard input and answers with one number on a line
 * of its standard output, again and again, until its input ends. It is started without a shell, once for each worker, and again
 * where it has ended, hangs, or may have got out of step.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a finished object
 */
public final class ProgramSource<S> implements RewardSource<S> {
    private final List<String> words;
    private final Function<? super S, RewardKey> key;
    private final Duration timeout;
    private final ProgramFiles files;

    /**
     * Makes a source, and reads the files that are named in the command. No program is started yet.
     *
     * @param command the program and its arguments, as {@link CommandWords#split} takes them
     * @param key makes the key of an object, whose {@link RewardKey#object} is what the program reads
     * @param timeout how long an answer may take, the start of the program included; positive
     * @throws IllegalArgumentException if the command has no word or an open quote, or the time-out is not positive
     * @throws RewardSourceException if there is no such program, it may not be executed, or a file of the command cannot be read
     */
    public ProgramSource(String command, Function<? super S, RewardKey> key, Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
        }
        words = CommandWords.split(command);
        this.key = key;
        this.timeout = timeout;
        ProgramSearch.requireStartable(words, System.getenv("PATH"));
        files = new ProgramFiles(words);
    }

    /**
     * Tells whether a command may mean something else in another folder. It does not where its program is searched for or named
     * from the root on, and every further word is the name of a file from the root on or an option such as {@code -u} or
     * {@code --fast}.
     *
     * @param command the program and its arguments, as {@link CommandWords#split} takes them
     * @return whether the present folder belongs to what the command is
     * @throws IllegalArgumentException if the command has no word or an open quote
     */
    public static boolean dependsOnFolder(String command) {
        List<String> words = CommandWords.split(command);
        return !ProgramFiles.isFixed(words, System.getenv("PATH"));
    }

    /**
     * Returns the words of the command, with {@code #sha256:} and the digest of what it holds after each that names a regular
     * file. A program that is searched for on the PATH is known by its name alone.
     */
    @Override
    public String identity() {
        return "exec " + files.identity();
    }

    /**
     * Returns the files that the words of the command name, and that {@link #identity} has the digests of.
     *
     * @return their paths as the command has them, in its order
     */
    public List<Path> files() {
        return files.paths();
    }

    @Override
    public RewardKey key(S object) {
        return key.apply(object);
    }

    @Override
    public RewardWorker<S> newWorker() {
        return new ProgramWorker<>(this, timeout);
    }

    /** Starts the program, whose files must be those that the identity speaks of. */
    RunningProgram start() {
        files.requireUnchanged();
        try {
            return RunningProgram.start(words);
        } catch (IOException e) {
            throw new RewardSourceException(
                    "the command \"" + CommandWords.join(words) + "\" cannot be started; try it in a terminal: "
                            + e.getMessage(),
                    e);
        }
    }
}
