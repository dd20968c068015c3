package org.gfn4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class NamedCommandTest {

    @Command(
            name = "count",
            description = {"Counts.", "Much."})
    static final class Counting {
        @Option(names = "--to", description = "How far.")
        int to;
    }

    @Test
    void aListShowsItWithoutMakingIt() {
        NamedCommand command = NamedCommand.of(Counting.class, () -> {
            throw new IllegalStateException("made");
        });
        CommandLine root = new CommandLine(CommandLine.Model.CommandSpec.create());
        root.addSubcommand(command.name(), command.stub());
        assertThat(root.getUsageMessage()).contains("count  Counts.").doesNotContain("Much.");
        assertThatIllegalStateException()
                .isThrownBy(() -> command.whole().get())
                .withMessage("made");
    }

    @Test
    void theWholeHasItsOptionsAndTheSameDescription() {
        NamedCommand command = NamedCommand.of(Counting.class, Counting::new);
        CommandLine whole = command.whole().get();
        assertThat(whole.getUsageMessage()).contains("Counts.", "Much.", "--to");
        assertThat(whole.getCommandSpec().usageMessage().description())
                .containsExactlyElementsOf(command.description());
    }
}
