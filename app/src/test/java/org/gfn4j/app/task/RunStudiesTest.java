package org.gfn4j.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class RunStudiesTest {
    private final List<String> told = new ArrayList<>();

    private RunStudy<String> study(String name, boolean keeps) {
        return new RunStudy<>() {
            @Override
            public void stepped(TrainingStep<String> step) {
                told.add(name);
            }

            @Override
            public @Nullable JsonNode state() {
                return keeps ? JsonNodeFactory.instance.stringNode(name) : null;
            }

            @Override
            public void restore(JsonNode state) {
                told.add(name + " from " + state);
            }

            @Override
            public void close() {
                told.add(name + " closed");
                if (name.equals("b")) {
                    throw new IllegalStateException("b cannot close");
                }
            }
        };
    }

    private RunStudies<String> studies(boolean first, boolean second, boolean third) {
        return new RunStudies<>(List.of(study("a", first), study("b", second), study("c", third)));
    }

    @Test
    void state_isThatOfEachBesideThatOfAllAfterIt() {
        assertThat(studies(true, true, true).state())
                .hasToString("{\"first\":\"a\",\"second\":{\"first\":\"b\",\"second\":\"c\"}}");
        assertThat(studies(false, true, false).state()).hasToString("{\"second\":{\"first\":\"b\"}}");
        assertThat(studies(false, false, false).state()).isNull();
    }

    @Test
    void restoring_reachesThoseThatHaveAState() {
        RunStudies<String> all = studies(true, false, true);
        all.restore(all.state());
        assertThat(told).containsExactly("a from \"a\"", "c from \"c\"");
    }

    @Test
    void closing_reachesAll() {
        RunStudies<String> all = studies(true, true, true);
        assertThat(catchThrowable(all::close)).hasMessage("b cannot close");
        assertThat(told).containsExactlyInAnyOrder("a closed", "b closed", "c closed");
    }
}
