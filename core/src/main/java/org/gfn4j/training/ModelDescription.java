package org.gfn4j.training;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.UniformEngine;
import org.gfn4j.task.Problem;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a checkpoint says of a model so that it can be made again: its engine, the shape of the network, and its backward
 * policy.
 *
 * <p>Thread-safety: immutable.
 *
 * @param engine the name of the engine
 * @param shape the shape of the network, names and values
 * @param backwardPolicy the backward policy
 */
public record ModelDescription(String engine, Map<String, Object> shape, BackwardPolicy backwardPolicy) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Describes the models of an engine.
     *
     * @param engine the engine
     * @param backwardPolicy the backward policy
     */
    public ModelDescription(Engine<?> engine, BackwardPolicy backwardPolicy) {
        this(engine.name(), engine.shape(), backwardPolicy);
    }

    /**
     * Makes the model with fresh weights.
     *
     * @param problem what it is for
     * @param generator draws the weights
     * @param <S> the type of a state
     * @return a model of this shape
     * @throws IllegalArgumentException if the problem is learned with another engine or shape
     */
    public <S> FlowModel<S> model(Problem<S> problem, RandomGenerator generator) {
        Engine<S> own = Stream.of(problem.engine(), new UniformEngine<>(problem.environment()))
                .filter(each -> each.name().equals(engine))
                .findFirst()
                .map(each -> each.withShape(shape))
                .orElse(problem.engine());
        ObjectNode expected = new ModelDescription(own, backwardPolicy).toJson();
        if (!expected.equals(toJson())) {
            throw new IllegalArgumentException("the model must be " + expected + ", but is " + toJson());
        }
        return own.model(backwardPolicy, generator);
    }

    /**
     * Writes the description.
     *
     * @return a JSON object
     */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("engine", engine);
        shape.forEach((name, value) -> json.set(name, JSON.valueToTree(value)));
        json.put("backwardPolicy", backwardPolicy.name());
        return json;
    }

    /**
     * Reads a description.
     *
     * @param json what {@link #toJson} made
     * @return the description
     * @throws IllegalArgumentException if it is something else
     */
    public static ModelDescription fromJson(JsonNode json) {
        String engine = json.path("engine").asString("");
        if (!(json instanceof ObjectNode object) || engine.isEmpty()) {
            throw new IllegalArgumentException("a model must name its engine, but is " + json);
        }
        ObjectNode rest = object.deepCopy().without(List.of("engine", "backwardPolicy"));
        return new ModelDescription(
                engine,
                JSON.convertValue(rest, new TypeReference<Map<String, Object>>() {}),
                BackwardPolicy.valueOf(json.path("backwardPolicy").asString("")));
    }
}
