package org.gfn4j.training;

import java.util.random.RandomGenerator;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.network.Activation;
import org.gfn4j.task.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a checkpoint says of a model so that it can be made again: a multilayer perceptron and its backward policy.
 *
 * <p>Thread-safety: immutable.
 *
 * @param shape the shape of the network
 * @param backwardPolicy the backward policy
 */
public record ModelDescription(MlpFlowModel.Shape shape, BackwardPolicy backwardPolicy) {
    private static final String PERCEPTRON = "perceptron";

    /**
     * Makes the model with fresh weights.
     *
     * @param problem what it is for
     * @param generator draws the weights
     * @param <S> the type of a state
     * @return a model of this shape
     */
    public <S> MlpFlowModel<S> model(Problem<S> problem, RandomGenerator generator) {
        return new MlpFlowModel<>(problem.environment(), problem.encoder(), backwardPolicy, shape, generator);
    }

    /**
     * Writes the description.
     *
     * @return a JSON object
     */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("engine", PERCEPTRON);
        json.put("hiddenWidth", shape.hiddenWidth());
        json.put("hiddenLayers", shape.hiddenLayers());
        json.put("activation", shape.activation().name());
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
        if (!engine.equals(PERCEPTRON)) {
            throw new IllegalArgumentException("the engine of the model must be " + PERCEPTRON + ", but is '" + engine
                    + "'");
        }
        return new ModelDescription(
                new MlpFlowModel.Shape(
                        json.path("hiddenWidth").asInt(0),
                        json.path("hiddenLayers").asInt(0),
                        Activation.valueOf(json.path("activation").asString(""))),
                BackwardPolicy.valueOf(json.path("backwardPolicy").asString("")));
    }
}
