package org.gfn4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.UniformEngine;
import org.gfn4j.network.Activation;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Models that are made again from what a checkpoint says of them. */
final class ModelDescriptionTest {
    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final Problem<Cell> PROBLEM =
            Problem.of(GRID, GRID, new HypergridEncoder(GRID), Reward.of(cell -> 1.0));

    private static FlowModel<Cell> model(String json) {
        return ModelDescription.fromJson(JsonMapper.shared().readTree(json)).model(PROBLEM, new SplittableRandom(0));
    }

    private static FlowModel<Cell> again(Engine<Cell> engine) {
        return model(
                new ModelDescription(engine, BackwardPolicy.UNIFORM).toJson().toString());
    }

    @Test
    void aNetworkOfAnotherShapeIsMadeAgain() {
        Engine<Cell> engine = PROBLEM.engine()
                .withShape(Map.of("hiddenWidth", 5, "activation", Activation.ELU))
                .withShape(Map.of("hiddenLayers", "1"));
        assertThat(engine.shape())
                .hasToString("{hiddenWidth=5, hiddenLayers=1, activation=ELU}")
                .isNotEqualTo(PROBLEM.engine().shape());
        assertThat(again(engine).parameters().group("trunk").size()).isEqualTo((8 + 1) * 5);
    }

    @Test
    void whatLearnsNothingIsMadeAgain() {
        assertThat(again(new UniformEngine<>(GRID)).parameters().values()).containsOnlyKeys("logZ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perceptron | 0     | 2 | RELU | hiddenWidth must be a whole number from 1 to 16384, but is 0",
                "perceptron | 16385 | 2 | RELU | hiddenWidth must be a whole number from 1 to 16384, but is 16385",
                "perceptron | 4     | -1 | RELU | hiddenLayers must be a whole number from 1 to 64, but is -1",
                "perceptron | 4     | 2 | relu | activation must be one of [RELU, LEAKY_RELU, ELU], but is relu",
                "table      | 4     | 2 | RELU | the model must be {\"engine\":\"perceptron\",\"hiddenWidth\":256,",
            })
    void whatIsNoShapeOfTheEngineIsRefused(
            String engine, String width, String layers, String activation, String message) {
        String json =
                "{\"engine\":\"%s\",\"hiddenWidth\":%s,\"hiddenLayers\":%s,\"activation\":\"%s\",\"backwardPolicy\":\"UNIFORM\"}"
                        .formatted(engine, width, layers, activation);
        assertThatThrownBy(() -> model(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
