package org.gfn4j.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserFolderTest {
    @Test
    void theFolderOfTheVariableGoesBeforeThatOfTheUser() {
        Path user = Path.of("user");

        assertThat(UserFolder.of(null, user)).isEqualTo(user.resolve(".gfn4j"));
        assertThat(UserFolder.of(" ", user)).isEqualTo(user.resolve(".gfn4j"));
        assertThat(UserFolder.of("/there", user)).isEqualTo(Path.of("/there"));
    }
}
