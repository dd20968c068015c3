package org.gfn4j.examples;

import java.util.List;
import java.util.Map;
import org.gfn4j.app.task.Task;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.examples.YourOwnEnvironment.Committees;
import org.gfn4j.examples.YourOwnNetwork.CommitteeEngine;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Problem;
import picocli.CommandLine.Command;

// tag::task[]
/** Committees, learned with a network of their own. */
@Command
public final class CommitteesTask implements Task {
    @Override
    public String name() {
        return "committees";
    }

    @Override
    public String description() {
        return "committees of three out of eight people";
    }

    @Override
    public List<ShapeSetting<?>> shape() {
        return List.of(CommitteeEngine.WIDTH);
    }

    @Override
    public Problem<?> problem() {
        Committees committees = new Committees();
        CommitteeEngine engine = new CommitteeEngine(committees, CommitteeEngine.WIDTH.value());
        return Problem.of(committees, new Numbers(), engine, Reward.of(state -> 1.0 + state % 5));
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of();
    }

    private static final class Numbers implements StateFormat<Integer> {
        @Override
        public String format(Integer state) {
            return state.toString();
        }

        @Override
        public Integer parse(String text) {
            return Integer.valueOf(text);
        }
    }
}
// end::task[]
