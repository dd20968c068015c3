package org.gfn4j.app.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of runs, for tests that harm them. */
public final class RunFolders {
    /** A run that is small and has everything: replay, stored data, a target network. */
    private static final List<String> SMALL = List.of(
            "train",
            "hypergrid",
            "--dimensions",
            "2",
            "--hidden",
            "8",
            "--batch",
            "6",
            "--iterations",
            "20",
            "--evaluate-every",
            "4",
            "--checkpoint-every",
            "10",
            "--keep",
            "2",
            "--objective",
            "db",
            "--target",
            "ema:0.1",
            "--replay",
            "prioritised:30",
            "--replay-form",
            "trajectories");

    private RunFolders() {}

    /** Trains a small run; its data go beside its folder. */
    public static Outcome train(Path run, String... more) throws IOException {
        Path data = run.resolveSibling("data.csv");
        Files.writeString(data, "object,logReward\n3 0,-1.5\n7 7,0.5\n1 6,\n");
        List<String> command = new ArrayList<>(SMALL);
        command.addAll(List.of("--data", data.toString(), "--run", run.toString()));
        command.addAll(List.of(more));
        return Outcome.of(command);
    }

    /** Copies a folder and all in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Files.copy(entry, to.resolve(from.relativize(entry)));
            }
        }
    }

    /** Removes a folder and all in it. */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns what is in a folder: the bytes of every file by its path, without those of the lock. */
    public static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.toList()) {
                String name = folder.relativize(entry).toString();
                if (!name.equals(".lock")) {
                    contents.put(
                            name, Files.isDirectory(entry) ? "" : HexFormat.of().formatHex(Files.readAllBytes(entry)));
                }
            }
        }
        return contents;
    }

    /** A way to harm a file. */
    public enum Damage {
        FLIP,
        CUT,
        DELETE;

        /**
         * Does it.
         *
         * @param file the file
         * @param place where, as a share of its length from 0 to 1
         */
        public void harm(Path file, double place) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int bit = (int) Math.min(8L * bytes.length - 1, (long) (place * 8 * bytes.length));
            switch (this) {
                case FLIP -> {
                    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
                    Files.write(file, bytes);
                }
                case CUT -> Files.write(file, Arrays.copyOf(bytes, bit / 8));
                case DELETE -> Files.delete(file);
            }
        }
    }
}
