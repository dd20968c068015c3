package org.gfn4j.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.model.FlowModel;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several studies of one run.
 *
 * <p>Thread-safety: as {@link RunStudy} says.
 *
 * @param <S> the type of a state
 * @param studies what is told, in this order; no two have a figure of the same name
 */
public record RunStudies<S>(List<RunStudy<S>> studies) implements RunStudy<S> {
    private static final String FIRST = "first";
    private static final String OTHERS = "second";

    @Override
    public void stepped(TrainingStep<S> step) {
        studies.forEach(study -> study.stepped(step));
    }

    @Override
    public void settle() {
        studies.forEach(RunStudy::settle);
    }

    @Override
    public Map<String, @Nullable Object> measure() {
        return figures(RunStudy::measure);
    }

    @Override
    public Map<String, @Nullable Object> conclude(@Nullable FlowModel<S> policy) {
        return figures(study -> study.conclude(policy));
    }

    private Map<String, @Nullable Object> figures(Function<RunStudy<S>, Map<String, @Nullable Object>> measured) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        studies.forEach(study -> figures.putAll(measured.apply(study)));
        return figures;
    }

    @Override
    public List<AppendedFile> files() {
        return studies.stream().flatMap(study -> study.files().stream()).toList();
    }

    /** Returns the state of the last study; before it, that of a study beside that of all after it. */
    @Override
    public @Nullable JsonNode state() {
        JsonNode others = null;
        for (int study = studies.size() - 1; study >= 0; study--) {
            JsonNode own = studies.get(study).state();
            if (study < studies.size() - 1 && (own != null || others != null)) {
                ObjectNode both = JsonNodeFactory.instance.objectNode();
                if (own != null) {
                    both.set(FIRST, own);
                }
                if (others != null) {
                    both.set(OTHERS, others);
                }
                own = both;
            }
            others = own;
        }
        return others;
    }

    @Override
    public void restore(JsonNode state) {
        JsonNode others = state;
        for (int study = 0; study < studies.size(); study++) {
            JsonNode own = study == studies.size() - 1 ? others : others.path(FIRST);
            if (!own.isMissingNode()) {
                studies.get(study).restore(own);
            }
            others = others.path(OTHERS);
        }
    }

    @Override
    public void close() {
        if (!studies.isEmpty()) {
            try (RunStudy<S> first = studies.get(0)) {
                new RunStudies<>(studies.subList(1, studies.size())).close();
            }
        }
    }
}
