package org.gfn4j.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.model.FlowModel;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two studies of one run.
 *
 * <p>Thread-safety: as {@link RunStudy} says.
 *
 * @param <S> the type of a state
 * @param first what is told first
 * @param second what is told after it, whose figures have other names
 */
public record RunStudyPair<S>(RunStudy<S> first, RunStudy<S> second) implements RunStudy<S> {
    private static final String FIRST = "first";
    private static final String SECOND = "second";

    @Override
    public void stepped(TrainingStep<S> step) {
        first.stepped(step);
        second.stepped(step);
    }

    @Override
    public void settle() {
        first.settle();
        second.settle();
    }

    @Override
    public Map<String, @Nullable Object> measure() {
        return both(first.measure(), second.measure());
    }

    @Override
    public Map<String, @Nullable Object> conclude(@Nullable FlowModel<S> policy) {
        return both(first.conclude(policy), second.conclude(policy));
    }

    private static Map<String, @Nullable Object> both(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        Map<String, @Nullable Object> both = new LinkedHashMap<>(first);
        both.putAll(second);
        return both;
    }

    @Override
    public List<AppendedFile> files() {
        List<AppendedFile> files = new ArrayList<>(first.files());
        files.addAll(second.files());
        return files;
    }

    @Override
    public @Nullable JsonNode state() {
        JsonNode firstState = first.state();
        JsonNode secondState = second.state();
        if (firstState == null && secondState == null) {
            return null;
        }
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        if (firstState != null) {
            both.set(FIRST, firstState);
        }
        if (secondState != null) {
            both.set(SECOND, secondState);
        }
        return both;
    }

    @Override
    public void restore(JsonNode state) {
        if (state.has(FIRST)) {
            first.restore(state.path(FIRST));
        }
        if (state.has(SECOND)) {
            second.restore(state.path(SECOND));
        }
    }

    @Override
    public void close() {
        try {
            first.close();
        } finally {
            second.close();
        }
    }
}
