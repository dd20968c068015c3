package org.gfn4j.molecules.docking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes programs that stand in for AutoDock Vina and Open Babel, to a folder. */
final class Scripts {
    private static final String LIGAND = """
            cat > ligand.pdbqt <<END
            ROOT
            ATOM      1  C   UNL     1       0.966   0.035   0.087  0.00  0.00    +0.000 C
            ENDROOT
            TORSDOF 0
            END
            """;

    private final Path folder;

    Scripts(Path folder) {
        this.folder = folder;
    }

    /** Writes an Open Babel that makes a ligand of one atom. */
    String obabel() throws IOException {
        return obabel(LIGAND);
    }

    /** Writes an Open Babel that does this. */
    String obabel(String script) throws IOException {
        return write("obabel", "case $1 in -V) echo Open Babel 9.8.7 -- today; exit;; esac\n" + script);
    }

    /** Writes a Vina that does this. */
    String vina(String script) throws IOException {
        return write("vina", "case $1 in --version) echo AutoDock Vina v9; exit;; esac\n" + script);
    }

    /** Writes a Vina that gives this score. */
    String score(String score) throws IOException {
        return vina("echo 'REMARK VINA RESULT:  " + score + "  0.000  0.000' > poses.pdbqt\n");
    }

    /** Writes a program. */
    String write(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
