package org.gfn4j.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.app.folder.EventFile;
import org.gfn4j.app.folder.FormerNames;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.method.RunParts;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.Parameters;
import org.gfn4j.storage.Tensor;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.CheckpointException;
import org.gfn4j.training.Checkpoints;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the checkpoints of a run and puts a run back to one of them.
 *
 * <p>Nothing in a checkpoint depends on time or host, so that those of a run that was resumed are those of one that was not.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class RunCheckpoints<S> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Checkpoints checkpoints;
    private final Contents<S> contents;
    private final int every;
    private final int keep;

    /**
     * What is written and put back.
     *
     * @param settings the options in effect
     * @param dataDigest the SHA-256 of the file of stored objects; null where there is none
     * @param parts what learns and remembers
     * @param measurements what is counted
     * @param study what the task counts of its own
     * @param writer knows the length of the metrics
     * @param <S> the type of a state
     */
    record Contents<S>(
            Map<String, Object> settings,
            @Nullable String dataDigest,
            RunParts<S> parts,
            Measurements<S> measurements,
            RunStudy<S> study,
            RunWriter writer) {}

    /**
     * Looks at the checkpoints of a run.
     *
     * @param run the folder of the run
     * @param contents what is written and put back
     * @param every the iterations between checkpoints
     * @param keep how many are kept
     */
    RunCheckpoints(Path run, Contents<S> contents, int every, int keep) {
        this.checkpoints = Checkpoints.ofRun(run);
        this.contents = contents;
        this.every = every;
        this.keep = keep;
    }

    /** Tells whether a checkpoint is due after some iterations. */
    boolean isDue(long iterations) {
        return iterations % every == 0;
    }

    /**
     * Writes a checkpoint, unless there is one of this iteration, and removes old ones: those that an interruption made, and
     * all but the newest few.
     *
     * @param iterations how many iterations are done
     * @param measured what was measured last
     * @param events knows its own length
     * @throws UncheckedIOException if it cannot be written
     */
    void write(long iterations, Map<String, ? extends @Nullable Object> measured, EventFile events) {
        try {
            if (checkpoints.steps().contains(iterations)) {
                return;
            }
            checkpoints.write(checkpoint(iterations, measured, events));
            for (long step : checkpoints.steps()) {
                if (step < iterations && !isDue(step)) {
                    checkpoints.remove(step);
                }
            }
            List<Long> left = checkpoints.steps();
            for (long step : left.subList(0, Math.max(0, left.size() - keep))) {
                checkpoints.remove(step);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the checkpoint '" + checkpoints.folder(iterations) + "': " + Failures.describe(e), e);
        }
    }

    private Checkpoint checkpoint(long iterations, Map<String, ? extends @Nullable Object> measured, EventFile events) {
        RunParts<S> parts = contents.parts;
        Map<String, Map<String, Tensor>> tensors = new TreeMap<>();
        parts.networks().forEach((name, model) -> {
            tensors.put(name, model.parameters().values());
            if (learns(name)) {
                tensors.put(optimiserOf(name), model.parameters().optimiserState());
            }
        });
        ObjectNode json = JSON.createObjectNode();
        json.set("settings", JSON.valueToTree(contents.settings));
        parts.policy()
                .ifPresent(policy -> json.set("model", policy.description().toJson()));
        if (contents.dataDigest != null) {
            json.put("dataSha256", contents.dataDigest);
        }
        json.put("metricsLength", contents.writer.metricsLength());
        json.put("eventsLength", events.length());
        json.set("measured", JSON.valueToTree(RunWriter.finite(measured)));
        json.set("counts", contents.measurements.write());
        parts.memories().forEach((name, memory) -> json.set(name, memory.write()));
        contents.study.settle();
        JsonNode ownState = contents.study.state();
        if (ownState != null) {
            ObjectNode own = json.putObject("study");
            own.set("state", ownState);
            ObjectNode files = own.putObject("files");
            for (AppendedFile file : contents.study.files()) {
                files.putObject(file.name()).put("length", file.length()).put("crc32c", file.checksum());
            }
        }
        return new Checkpoint(iterations, tensors, json);
    }

    /** A target follows and has no optimiser. */
    private static boolean learns(String network) {
        return !network.startsWith(Checkpoint.TARGET);
    }

    private static String optimiserOf(String network) {
        return network.equals(Checkpoint.MODEL) ? Checkpoint.OPTIMISER : network + "-" + Checkpoint.OPTIMISER;
    }

    /**
     * Puts a run back to a checkpoint, and removes later ones. Nothing is written where it is refused.
     *
     * @param checkpoint what to go back to
     * @return what had been measured last
     * @throws WrongOptionException if it is not a checkpoint of this run
     * @throws UncheckedIOException if files cannot be written
     */
    Map<String, @Nullable Object> restore(Checkpoint checkpoint) {
        ObjectNode json = checkpoint.state();
        long metricsLength = json.path("metricsLength").asLong(0);
        requireSameData(json.path("dataSha256").asString(""));
        contents.writer.requireMetrics(metricsLength);
        JsonNode own = json.path("study");
        for (AppendedFile file : contents.study.files()) {
            JsonNode before = own.path("files").path(file.name());
            file.goBackTo(before.path("length").asLong(0), before.path("crc32c").asLong(0));
        }
        RunParts<S> parts = contents.parts;
        try {
            for (Map.Entry<String, FlowModel<S>> network : parts.networks().entrySet()) {
                Parameters parameters = network.getValue().parameters();
                parameters.restore(checkpoint.tensors(network.getKey()));
                if (learns(network.getKey())) {
                    parameters.restoreOptimiser(checkpoint.tensors(optimiserOf(network.getKey())));
                }
            }
            parts.memories().forEach((name, memory) -> memory.restore(json.path(name)));
            contents.measurements.restore(checkpoint.iteration(), json.path("counts"));
            if (contents.study.state() != null) {
                contents.study.restore(own.path("state"));
            }
            for (long step : checkpoints.steps()) {
                if (step > checkpoint.iteration()) {
                    checkpoints.remove(step);
                }
            }
            contents.study.files().forEach(AppendedFile::cut);
            contents.writer.cutMetrics(metricsLength); // last, for later checkpoints need what is cut off
        } catch (CheckpointException | IllegalArgumentException e) {
            throw new WrongOptionException("'" + checkpoints.folder(checkpoint.iteration())
                    + "' does not belong to this run: " + Failures.describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot go back to '" + checkpoints.folder(checkpoint.iteration()) + "': " + Failures.describe(e),
                    e);
        }
        Map<String, @Nullable Object> measured = new LinkedHashMap<>();
        measured.putAll(JSON.convertValue(
                FormerNames.renamed(json.path("measured")), new TypeReference<LinkedHashMap<String, Object>>() {}));
        return measured;
    }

    private void requireSameData(String recorded) {
        String present = contents.dataDigest == null ? "" : contents.dataDigest;
        if (!recorded.equals(present)) {
            throw new WrongOptionException("the file of --data '" + contents.settings.get("data")
                    + "' has changed since the checkpoint was written, so the run cannot be resumed");
        }
    }
}
