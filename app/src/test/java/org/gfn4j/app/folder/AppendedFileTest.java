package org.gfn4j.app.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gfn4j.app.cli.WrongOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {
    @TempDir
    private Path folder;

    private AppendedFile file() {
        return new AppendedFile(folder.resolve("rows.csv"));
    }

    @Test
    void text_isAddedAfterWhatCounts() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "left over by a run that was killed");
        AppendedFile file = file();
        file.append("a,β\n");
        file.append("b\n");
        assertThat(file.length()).isEqualTo(7);
        try (var reader = file.read()) {
            assertThat(reader.lines()).containsExactly("a,β", "b");
        }
        file.cut();
        assertThat(folder.resolve("rows.csv")).content().isEqualTo("a,β\nb\n");
        assertThat(file.name()).isEqualTo("rows.csv");
    }

    @Test
    void goingBack_takesUpWhereTheCheckpointWas() throws IOException {
        AppendedFile first = file();
        first.append("a\n");
        long length = first.length();
        long checksum = first.checksum();
        first.append("b\nc\n");
        AppendedFile second = file();
        second.goBackTo(length, checksum);
        assertThat(folder.resolve("rows.csv")).content().isEqualTo("a\nb\nc\n");
        second.append("d\n");
        second.cut();
        assertThat(folder.resolve("rows.csv")).content().isEqualTo("a\nd\n");
        AppendedFile whole = file();
        whole.append("a\nd\n");
        assertThat(second.checksum()).isEqualTo(whole.checksum());
    }

    @Test
    void missingShorterOrAlteredFile_isRefused() throws IOException {
        AppendedFile first = file();
        first.append("abc\n");
        for (String altered : new String[] {"abd\n", "ab", ""}) {
            Files.writeString(folder.resolve("rows.csv"), altered);
            assertThatThrownBy(() -> file().goBackTo(first.length(), first.checksum()))
                    .isInstanceOf(WrongOptionException.class)
                    .hasMessageContaining("rows.csv' has been altered or lost since the checkpoint was written");
        }
        Files.delete(folder.resolve("rows.csv"));
        assertThatThrownBy(() -> file().goBackTo(first.length(), first.checksum()))
                .isInstanceOf(WrongOptionException.class);
        file().goBackTo(0, 0);
    }

    @Test
    void failure_namesTheFile() {
        AppendedFile nowhere = new AppendedFile(folder.resolve("none/rows.csv"));
        assertThatThrownBy(() -> nowhere.append("a"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write to '" + folder.resolve("none/rows.csv") + "'");
        assertThat(nowhere.length()).isZero();
    }
}
