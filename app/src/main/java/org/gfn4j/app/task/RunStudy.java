package org.gfn4j.app.task;

import java.util.List;
import java.util.Map;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.model.FlowModel;
import org.gfn4j.training.TrainingListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a {@link Study} counts, measures and keeps while a model is trained.
 *
 * <p>A run that was ended and resumed must come to the same figures and files as one that was left alone. So whatever is
 * counted is either in {@link #state} or in {@link #files}, whose lengths a checkpoint records, and nothing depends on time.
 *
 * <p>Thread-safety: confined to the thread that trains; what an implementation does beside it on a thread of its own is
 * done when {@link #settle} returns.
 *
 * @param <S> the type of a state
 */
public interface RunStudy<S> extends TrainingListener<S>, AutoCloseable {

    /**
     * Returns one that does nothing.
     *
     * @param <S> the type of a state
     * @return a study without figures, files and state
     */
    static <S> RunStudy<S> none() {
        return new RunStudies<>(List.of());
    }

    /** Waits until all that has been told is counted and written. */
    default void settle() {}

    /**
     * Measures what is cheap, for each evaluation. It counts nothing again.
     *
     * @return names and values (numbers, or maps of them, or null), in the order to show them in
     */
    default Map<String, @Nullable Object> measure() {
        return Map.of();
    }

    /**
     * Measures what is expensive, once at the end of a run.
     *
     * @param policy the trained model; null where the method has no policy to draw from
     * @return names and values (numbers, texts, or maps of them, or null), in the order to show them in
     */
    default Map<String, @Nullable Object> conclude(@Nullable FlowModel<S> policy) {
        return Map.of();
    }

    /**
     * Returns the files of the run folder that lines are added to.
     *
     * @return the files, always the same
     */
    default List<AppendedFile> files() {
        return List.of();
    }

    /**
     * Returns what has been counted, beside what stands in the files.
     *
     * @return JSON, settled; null where there is nothing to keep
     */
    default @Nullable JsonNode state() {
        return null;
    }

    /**
     * Goes back to an earlier state of the run. The files have gone back already.
     *
     * @param state what {@link #state} was
     * @throws IllegalArgumentException if it, or a file, is not that of such a run
     */
    default void restore(JsonNode state) {}

    /** Ends the work beside training. Nothing is told afterwards. */
    @Override
    default void close() {}
}
