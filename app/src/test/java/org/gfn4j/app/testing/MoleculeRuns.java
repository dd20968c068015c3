package org.gfn4j.app.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small runs on molecules. */
public final class MoleculeRuns {
    private static final String BLOCKS = """
            {"block_name": {"0": "methane", "1": "benzene", "2": "fluorine", "3": "pyridine", "4": "amine",
                            "5": "amine", "6": "pyridine"},
             "block_smi": {"0": "C", "1": "c1ccccc1", "2": "F", "3": "c1ccncc1", "4": "CN", "5": "CN", "6": "c1ccncc1"},
             "block_r": {"0": [0, 0], "1": [0, 3], "2": [0], "3": [0, 1], "4": [1, 0], "5": [0, 1], "6": [1, 0]}}
            """;

    private MoleculeRuns() {}

    /** Writes a vocabulary of five fragments. */
    public static Path writeBlocks(Path file) throws IOException {
        return Files.writeString(file, BLOCKS);
    }

    /** Returns the command line of a small run. */
    public static List<String> training(Path blocks, Path run, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "train",
                "molecules",
                "--blocks",
                blocks.toString(),
                "--reward",
                "qed",
                "--reward-exponent",
                "4",
                "--thresholds",
                "0.3,0.5",
                "--width",
                "8",
                "--steps",
                "2",
                "--max-blocks",
                "5",
                "--batch",
                "8",
                "--evaluate-every",
                "4",
                "--checkpoint-every",
                "5",
                "--run",
                run.toString()));
        List<String> options = List.of(more);
        if (!options.contains("--budget") && !options.contains("--iterations")) {
            command.addAll(List.of("--budget", "200"));
        }
        command.addAll(options);
        return command;
    }

    /** Trains. */
    public static Outcome train(Path blocks, Path run, String... more) {
        return Outcome.of(training(blocks, run, more));
    }
}
