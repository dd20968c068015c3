package org.gfn4j.rewards;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running and asks it. A program that may be out of step, so that its next answer may belong to another
 * object, is not asked again: it is killed, and the next object is asked of a fresh one.
 *
 * @param <S> the type of a finished object
 */
final class ProgramWorker<S> implements RewardWorker<S> {
    private static final Duration GRACE = Duration.ofMillis(50);
    private static final int WATCHED = 3;
    private static final int QUOTED = 80;
    private static final int LAST_WORDS = 300;

    private final ProgramSource<S> source;
    private final Duration timeout;
    private @Nullable RunningProgram program;
    private int answers;

    ProgramWorker(ProgramSource<S> source, Duration timeout) {
        this.source = source;
        this.timeout = timeout;
    }

    @Override
    public List<Outcome> score(List<S> objects) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(objects.size());
        for (S object : objects) {
            outcomes.add(score(source.key(object).object()));
        }
        return outcomes;
    }

    private Outcome score(String text) throws InterruptedException {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return Outcome.failed("its text has more than one line, and a program gets one line for each object");
        }
        RunningProgram running = program;
        if (running != null && !running.isQuiet()) {
            stop();
            running = null;
        }
        if (running == null) {
            running = source.start();
            program = running;
        }
        try {
            return ask(running, text);
        } catch (InterruptedException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    private Outcome ask(RunningProgram running, String text) throws InterruptedException {
        running.send(text);
        ProgramOutput answer = running.next(timeout);
        if (answer == null) {
            return giveUp("no answer within " + seconds() + " s; a program must flush each line that it prints");
        }
        return switch (answer.kind()) {
            case LINE -> read(running, answer.text());
            case OVERLONG ->
                giveUp(String.format(
                        Locale.ROOT,
                        "the program printed a line of more than %,d bytes: '%s'",
                        LineReader.LONGEST,
                        OneLine.head(answer.text(), QUOTED)));
            case END -> giveUp(ending(running, answer.text()));
        };
    }

    private Outcome read(RunningProgram running, String line) throws InterruptedException {
        String quoted = "'" + OneLine.head(line, QUOTED) + "'";
        String notFinite = "the program answered " + quoted + ", which is not a finite number";
        OptionalDouble number = ProgramAnswer.number(line);
        if (number.isEmpty() && !ProgramAnswer.isMeantAsNumber(line)) {
            return giveUp(notFinite);
        }
        answers++;
        if (Integer.bitCount(answers) == 1) {
            running.noteDescendants();
        }
        ProgramOutput more = running.next(answers <= WATCHED ? GRACE : Duration.ZERO);
        if (more != null) {
            stop();
            if (!more.isCleanEnd()) {
                return Outcome.unanswered("the program printed more than one line for one object: " + quoted + ", '"
                        + OneLine.head(more.text(), QUOTED) + "'");
            }
        }
        return number.isPresent() ? Outcome.of(number.getAsDouble()) : Outcome.failed(notFinite);
    }

    private Outcome giveUp(String cause) {
        stop();
        return Outcome.unanswered(cause);
    }

    private static String ending(RunningProgram running, String unfinished) throws InterruptedException {
        OptionalInt code = running.exitCode();
        if (code.isEmpty()) {
            return "the program closed its standard input or output before it answered";
        }
        String words = OneLine.tail(running.lastWords(), LAST_WORDS);
        return "the program ended with exit code " + code.getAsInt() + " before it "
                + (unfinished.isEmpty() ? "answered" : "ended the line '" + OneLine.head(unfinished, QUOTED) + "'")
                + (words.isEmpty() ? "" : "; its last words: " + words);
    }

    private String seconds() {
        return BigDecimal.valueOf(timeout.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    /** Tells whether a program is running that has printed nothing but answers. */
    boolean isQuiet() {
        return program != null && program.isQuiet();
    }

    private void stop() {
        if (program != null) {
            program.kill();
        }
        program = null;
        answers = 0;
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
        program = null;
    }
}
