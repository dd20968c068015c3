package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks programs that have each a fault, which {@code unreliable.sh} has. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
final class ProgramWorkerTest {
    private static final Duration PATIENT = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private static ProgramWorker<String> worker(Duration timeout, String... arguments) {
        String command = "sh src/test/resources/unreliable.sh " + CommandWords.join(List.of(arguments));
        return new ProgramWorker<>(new ProgramSource<>(command, RewardKey::of, timeout), timeout);
    }

    private static Outcome ask(RewardWorker<String> worker, String object) throws InterruptedException {
        List<Outcome> outcomes = worker.score(List.of(object));
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static void assertUnanswered(Outcome outcome, String cause) {
        assertThat(outcome.failure()).contains(cause).doesNotContain("\n");
        assertThat(outcome.lasting()).isFalse();
    }

    private static void awaitNoise(ProgramWorker<?> worker) {
        while (worker.isQuiet() && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** Makes a pipe, and reads from it until nobody holds it open any more. */
    private CompletableFuture<byte[]> untilReleased(Path pipe) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<byte[]> released = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                released.complete(Files.readAllBytes(pipe));
            } catch (IOException e) {
                released.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return released;
    }

    @Test
    void oneProcessAnswersManyObjects() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "process")) {
            Outcome first = ask(worker, "a");
            assertThat(first.failure()).isNull();
            for (int i = 0; i < 100; i++) {
                assertThat(ask(worker, "b")).isEqualTo(first);
            }
        }
    }

    @Test
    void objectsGetTheirOwnAnswersInOrder() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "good")) {
            assertThat(worker.score(List.of("CCO", "", "C", "c1ccccc1")))
                    .containsExactly(Outcome.of(3), Outcome.of(0), Outcome.of(1), Outcome.of(8));
        }
    }

    @Test
    void aShellThatIsNamedIsAProgramLikeAnyOther() throws InterruptedException {
        String command = "sh -c \"while read -r x y; do echo $((x * y)); done\"";
        try (RewardWorker<String> worker = new ProgramSource<String>(command, RewardKey::of, PATIENT).newWorker()) {
            assertThat(worker.score(List.of("2 3", "0 5"))).containsExactly(Outcome.of(6), Outcome.of(0));
        }
    }

    @Test
    void anObjectArrivesAsItIsAndNothingIsRun() throws IOException, InterruptedException {
        Path record = folder.resolve("it's a record");
        Path made = folder.resolve("made");
        List<String> objects = List.of(
                "$(touch " + made + "); rm -rf / & `touch " + made + "` | > " + made,
                "\"'\\n\\\\ %s ${HOME} * ~ # !",
                "  [O-][N+](=O)c1ccccc1/C=C\\C\t ",
                "äβ✓ \uD83D\uDE00");
        try (RewardWorker<String> worker = worker(PATIENT, "record", record.toString())) {
            assertThat(worker.score(objects)).containsOnly(Outcome.of(1));
        }
        assertThat(Files.readAllLines(record, StandardCharsets.UTF_8)).isEqualTo(objects);
        assertThat(made).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "\n"})
    void anObjectOfSeveralLinesIsNotSent(String object) throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "good")) {
            assertThat(ask(worker, object))
                    .isEqualTo(Outcome.failed(
                            "its text has more than one line, and a program gets one line for each " + "object"));
            assertThat(ask(worker, "CC")).isEqualTo(Outcome.of(2));
        }
    }

    @Test
    void aSlowStartIsWaitedFor() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "slow-start")) {
            assertThat(ask(worker, "CC")).isEqualTo(Outcome.of(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "-inf", "1,5", "0x10", "1e999"})
    void anAnswerThatIsNotFiniteLastsAndTheProgramGoesOn(String answer) throws InterruptedException {
        try (ProgramWorker<String> worker = worker(PATIENT, "constant", answer)) {
            assertThat(ask(worker, "a"))
                    .isEqualTo(Outcome.failed("the program answered '" + answer + "', which is not a finite number"));
            assertThat(worker.isQuiet()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "1 2"})
    void anAnswerThatIsNoNumberMayBeOutOfStep(String answer) throws InterruptedException {
        try (ProgramWorker<String> worker = worker(PATIENT, "constant", answer)) {
            assertUnanswered(ask(worker, "a"), "the program answered '" + answer + "', which is not a finite number");
            assertThat(worker.isQuiet()).isFalse();
        }
    }

    @Test
    void aLongAnswerIsQuotedInPart() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "constant", "x".repeat(100))) {
            assertUnanswered(ask(worker, "a"), "answered '" + "x".repeat(80) + "…', which");
        }
    }

    @Test
    void aBannerIsNoAnswer() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "banner")) {
            for (String object : List.of("a", "bb")) {
                assertUnanswered(ask(worker, object), "the program answered 'model of 2021, ready', which is not");
            }
        }
    }

    @Test
    void aProgramThatDiesAtOnceIsQuoted() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "dies")) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(worker, "a"))
                        .isEqualTo(Outcome.unanswered("the program ended with exit code 3 before it answered;"
                                + " its last words: reading the licence no licence \\u001b[31mfound\\u001b[0m"));
            }
        }
    }

    @Test
    void aProgramThatDiesIsStartedAnew() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "dies-third")) {
            Outcome first = ask(worker, "a");
            assertThat(ask(worker, "b")).isEqualTo(first);
            assertThat(ask(worker, "c"))
                    .isEqualTo(Outcome.unanswered("the program ended with exit code 4 before it answered"));
            Outcome fourth = ask(worker, "c");
            assertThat(fourth.failure()).isNull();
            assertThat(fourth).isNotEqualTo(first);
        }
    }

    @Test
    void aProgramMayAnswerOneObjectAndEnd() throws InterruptedException {
        try (ProgramWorker<String> worker = worker(PATIENT, "once")) {
            Outcome first = ask(worker, "a");
            assertThat(first.failure()).isNull();
            awaitNoise(worker);
            assertThat(ask(worker, "b").value()).isNotNaN().isNotEqualTo(first.value());
        }
    }

    @Test
    void aLineWithoutAnEndIsNoAnswer() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "unfinished")) {
            assertUnanswered(ask(worker, "a"), "the program ended with exit code 0 before it ended the line '12'");
        }
    }

    @Test
    void aProgramThatHangsIsKilled() throws InterruptedException {
        try (ProgramWorker<String> worker = worker(SHORT, "hangs")) {
            assertUnanswered(ask(worker, "a"), "no answer within 0.3 s");
            assertThat(worker.isQuiet()).isFalse();
        }
    }

    @Test
    void aProgramThatDoesNotReadDoesNotHoldUp() throws InterruptedException {
        try (RewardWorker<String> worker = worker(SHORT, "hangs")) {
            assertUnanswered(ask(worker, "C".repeat(1_000_000)), "no answer within 0.3 s");
        }
    }

    @Test
    void tooFewLinesShowAsNoAnswer() throws InterruptedException {
        try (RewardWorker<String> worker = worker(SHORT, "every-second")) {
            assertUnanswered(ask(worker, "a"), "no answer within 0.3 s");
            assertUnanswered(ask(worker, "bb"), "no answer within 0.3 s");
        }
    }

    @Test
    void tooManyLinesAreNoAnswer() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "twice")) {
            assertUnanswered(ask(worker, "CCC"), "the program printed more than one line for one object: '3', '3'");
            assertUnanswered(ask(worker, "C"), "the program printed more than one line for one object: '1', '1'");
        }
    }

    @Test
    void aLineTooManyIsSeenAtAnyTime() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "fourth-twice")) {
            Outcome first = ask(worker, "a");
            assertThat(worker.score(List.of("b", "c"))).containsOnly(first);
            assertUnanswered(ask(worker, "d"), "more than one line for one object: ");
            assertThat(ask(worker, "e").value()).isNotNaN().isNotIn(first.value(), 7.0);
        }
    }

    @Test
    void aLateLineSendsTheNextObjectToAFreshProgram() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (ProgramWorker<String> worker = worker(PATIENT, "late", pipe.toString())) {
            Outcome first = ask(worker, "a");
            assertThat(worker.isQuiet()).isTrue();
            Files.writeString(pipe, "go\n");
            awaitNoise(worker);

            Outcome second = ask(worker, "b");

            assertThat(second.value()).isNotNaN().isNotEqualTo(first.value());
        }
    }

    @Test
    void aLineWithoutEndDoesNotFillMemory() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "no-newline")) {
            assertUnanswered(
                    ask(worker, "a"),
                    "the program printed a line of more than 65,536 bytes: '" + "x".repeat(80) + "…'");
        }
    }

    @Test
    void linesWithoutEndDoNotFillMemory() throws InterruptedException {
        try (ProgramWorker<String> worker = worker(PATIENT, "endless")) {
            assertUnanswered(ask(worker, "a"), "the program printed more than one line for one object: '1', '1'");
            assertThat(worker.isQuiet()).isFalse();
        }
    }

    @Test
    void complaintsWithoutEndDoNotHoldUp() throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, "chatty")) {
            assertThat(worker.score(List.of("C", "CC"))).containsExactly(Outcome.of(1), Outcome.of(2));
        }
        try (RewardWorker<String> worker = worker(PATIENT, "chatty-dies")) {
            assertUnanswered(
                    ask(worker, "C"),
                    "exit code 6 before it answered; its last words: …" + "e".repeat(292) + " the end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"closes-output", "closes-input"})
    void aProgramThatCannotAnswerIsNotWaitedFor(String fault) throws InterruptedException {
        try (RewardWorker<String> worker = worker(PATIENT, fault)) {
            // More than a pipe holds, as the input may be closed only when a part has been written.
            assertUnanswered(
                    ask(worker, "C".repeat(1_000_000)),
                    "the program closed its standard input or output before it answered");
        }
    }

    @Test
    void childrenOfAProgramThatHangsAreKilled() throws IOException, InterruptedException {
        CompletableFuture<byte[]> released = untilReleased(folder.resolve("pipe"));
        try (RewardWorker<String> worker =
                worker(SHORT, "child-hangs", folder.resolve("pipe").toString())) {
            ask(worker, "a");
            assertUnanswered(ask(worker, "b"), "no answer within 0.3 s");
            assertThat(released).succeedsWithin(PATIENT);
        }
    }

    @Test
    void childrenThatOutliveAProgramAreKilled() throws IOException, InterruptedException {
        CompletableFuture<byte[]> released = untilReleased(folder.resolve("pipe"));
        try (RewardWorker<String> worker =
                worker(PATIENT, "child-stays", folder.resolve("pipe").toString())) {
            assertThat(ask(worker, "a")).isEqualTo(Outcome.of(1));
            assertUnanswered(ask(worker, "b"), "the program ended with exit code 7 before it answered");
            assertThat(released).succeedsWithin(PATIENT);
        }
    }

    @Test
    void closingLeavesNothingBehind() throws IOException, InterruptedException {
        CompletableFuture<byte[]> released = untilReleased(folder.resolve("pipe"));
        try (RewardWorker<String> worker =
                worker(PATIENT, "child-hangs", folder.resolve("pipe").toString())) {
            assertThat(ask(worker, "a")).isEqualTo(Outcome.of(1));
        }
        assertThat(released).succeedsWithin(PATIENT);
    }

    @Test
    void anInterruptKillsTheProgram() throws IOException, InterruptedException {
        CompletableFuture<byte[]> released = untilReleased(folder.resolve("pipe"));
        try (RewardWorker<String> worker =
                worker(PATIENT, "child-hangs", folder.resolve("pipe").toString())) {
            ask(worker, "a");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> worker.score(List.of("b"))).isInstanceOf(InterruptedException.class);
            assertThat(released).succeedsWithin(PATIENT);
        }
    }
}
