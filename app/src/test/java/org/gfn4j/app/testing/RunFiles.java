package org.gfn4j.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares the folders of runs that should be equal. */
public final class RunFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunFiles() {}

    /**
     * Checks that two runs have come to the same: configuration, metrics and checkpoints byte for byte, the summary but for
     * its timing; event files hold times, so only their lengths.
     */
    public static void assertEqual(Path run, Path expected) throws IOException {
        SortedMap<String, Path> files = files(run);
        SortedMap<String, Path> expectedFiles = files(expected);
        assertThat(files.keySet()).isEqualTo(expectedFiles.keySet());
        for (String name : files.keySet()) {
            if (name.equals("summary.json")) {
                assertThat(withoutTiming(files.get(name))).isEqualTo(withoutTiming(expectedFiles.get(name)));
            } else if (name.equals("events")) {
                assertThat(files.get(name)).hasSize(Files.size(expectedFiles.get(name)));
            } else {
                assertThat(files.get(name)).as(name).hasSameBinaryContentAs(expectedFiles.get(name));
            }
        }
    }

    private static SortedMap<String, Path> files(Path run) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> entries = Files.walk(run)) {
            entries.filter(Files::isRegularFile).forEach(file -> {
                String name = run.relativize(file).toString();
                if (!name.equals(".lock")) {
                    files.put(name.startsWith("events.out.tfevents.") ? "events" : name, file);
                }
            });
        }
        return files;
    }

    private static String withoutTiming(Path summary) {
        ObjectNode json = (ObjectNode) JSON.readTree(summary);
        json.remove("timing");
        return json.toPrettyString();
    }
}
