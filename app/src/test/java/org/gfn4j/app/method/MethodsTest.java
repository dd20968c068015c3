package org.gfn4j.app.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gfn4j.app.task.Tasks;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class MethodsTest {

    @Test
    void everyOptionOfTrainingBelongsToAllMethodsOrToSome() {
        Set<String> owned = new TreeSet<>(Method.COMMON);
        Methods.ALL.forEach(method -> owned.addAll(method.options()));

        Set<String> options = CommandSpec.forAnnotatedObject(new TrainingOptions(List.of())).options().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(owned).containsExactlyElementsOf(options);
    }

    @Test
    void noMethodOwnsWhatAllHave() {
        assertThat(Methods.ALL)
                .allSatisfy(method -> assertThat(method.options()).doesNotContainAnyElementsOf(Method.COMMON));
    }

    @Test
    void everyMethodIsOfSomeTask() {
        Set<Method> used = Tasks.find().instances().stream()
                .flatMap(task -> Methods.of(task).stream())
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrderElementsOf(Methods.ALL);
    }
}
