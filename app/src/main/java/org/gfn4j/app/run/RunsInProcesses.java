package org.gfn4j.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.Interruption;
import org.gfn4j.storage.PlainFile;

/**
 * Does the runs of a comparison in processes of their own, several at the same time.
 *
 * <p>What a process prints goes to {@value #LOG} in the folder of its run.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RunsInProcesses {
    private static final String LOG = "log.txt";

    private final int jobs;
    private final String mainClass;
    private final TrustOptions trust;
    private final PrintWriter err;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private record Ended(PlannedRun run, Process process) {}

    /**
     * Prepares.
     *
     * @param jobs how many processes there are at a time, at least 1
     * @param mainClass the class that starts the command line
     * @param trust what runs may start
     * @param err where messages go
     */
    public RunsInProcesses(int jobs, String mainClass, TrustOptions trust, PrintWriter err) {
        this.jobs = jobs;
        this.mainClass = mainClass;
        this.trust = trust;
        this.err = err;
    }

    /**
     * Does the runs that are not complete; one that fails does not keep the others from being done. Where this process is told
     * to end, so are the others, which write their checkpoints.
     *
     * @param runs the runs
     * @return whether all are complete and have all that they should
     */
    public boolean run(List<PlannedRun> runs) {
        Queue<PlannedRun> waiting = new ArrayDeque<>();
        runs.stream().filter(run -> !run.isComplete()).forEach(waiting::add);
        int count = waiting.size();
        int done = 0;
        boolean whole = true;
        BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
        try (Interruption interruption = new Interruption(this::stop, err)) {
            while ((!waiting.isEmpty() && !stopped) || !running.isEmpty()) {
                while (running.size() < jobs && !waiting.isEmpty() && !stopped) {
                    start(waiting.remove(), ended);
                }
                Ended next = ended.take();
                running.remove(next.process());
                boolean complete = next.run().isComplete();
                boolean failed = !complete || next.process().exitValue() != 0;
                whole &= !failed;
                done++;
                err.println("gfn4j: " + next.run().name()
                        + (complete ? ": done, " + done + " of " + count : ": not complete")
                        + (failed ? "; see " + next.run().folder().resolve(LOG) : ""));
            }
            return whole && waiting.isEmpty() && !interruption.isEnding();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            return false;
        }
    }

    private void start(PlannedRun run, BlockingQueue<Ended> ended) {
        run.prepare();
        Path log = run.folder().resolve(LOG);
        try {
            PlainFile.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            Process process = new ProcessBuilder(command(run.folder()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            running.add(process);
            if (stopped) {
                process.destroy();
            }
            Thread waiter = new Thread(() -> await(run, process, ended), "gfn4j-run-" + run.seed());
            waiter.setDaemon(true);
            waiter.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start a process for '" + run.folder() + "': " + Failures.describe(e), e);
        }
    }

    private static void await(PlannedRun run, Process process, BlockingQueue<Ended> ended) {
        process.onExit().join();
        ended.add(new Ended(run, process));
    }

    /** The command line of this program with the options of this JVM. */
    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass, "resume"));
        command.addAll(List.of(folder.toString(), "--threads", "1"));
        if (!trust.approved().isEmpty()) {
            command.addAll(List.of(TrustOptions.APPROVED, trust.approved()));
        }
        return command;
    }

    private void stop() {
        stopped = true;
        running.forEach(Process::destroy);
    }
}
