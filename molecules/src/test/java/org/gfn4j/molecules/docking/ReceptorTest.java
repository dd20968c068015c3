package org.gfn4j.molecules.docking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReceptorTest {
    static final String ATOM = "ATOM      1  N   GLY A 237      -9.996  -2.849 -15.683  1.00 19.07     0.104 N \n";
    static final String HETATM = "HETATM    2 ZN    ZN A 600       4.000   6.000  -5.000  1.00 19.07    +2.000 Zn\n";
    private static final String PDB =
            "ATOM      1  N   GLY A 237      -9.996  -2.849 -15.683  1.00 19.07           N  \n";

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("receptor.pdbqt"), text);
    }

    @Test
    void atomsAndExtents_areRead() throws IOException {
        Receptor receptor =
                Receptor.read(write("REMARK from a crystal\n" + ATOM + HETATM.strip() + "\r\n\nTER\nEND\n"));

        assertThat(receptor.extents()).isEqualTo(new Receptor.Extents(-9.996, 4, -2.849, 6, -15.683, -5));
        assertThat(receptor.extents()).hasToString("x from -10.0 to 4.0, y from -2.8 to 6.0, z from -15.7 to -5.0 Å");
        Path copy = folder.resolve("copy");
        receptor.write(copy);
        assertThat(copy).content().isEqualTo(ATOM.stripTrailing() + " \n" + HETATM);
    }

    @Test
    void theDigest_isThatOfTheFile() throws IOException {
        Path file = write(ATOM);

        String before = Receptor.read(file).sha256();
        assertThat(before).matches("[0-9a-f]{64}").isEqualTo(Receptor.read(file).sha256());
        assertThat(Receptor.read(write("REMARK\n" + ATOM)).sha256()).isNotEqualTo(before);
    }

    static Stream<Arguments> whatIsNoReceptor() {
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of("REMARK\n\n", "it has no atom"),
                Arguments.of("Dear reader,\n", "line 1 'Dear reader,' does not belong in"),
                Arguments.of("\0\1\177\n", "line 1 '???' does not belong in"),
                Arguments.of("REMARK\nROOT\n" + ATOM, "line 2 'ROOT' belongs in the PDBQT of a ligand"),
                Arguments.of("MODEL 1\n" + ATOM, "line 1 'MODEL 1' begins one of several models"),
                Arguments.of(
                        ATOM + PDB, "line 2 must have a charge in columns 69 to 76, but has ''; a PDB has neither"),
                Arguments.of(ATOM.replace("N \n", "\n"), "line 1 must have an AutoDock type in columns 78 and 79"),
                Arguments.of(ATOM.replace("N \n", "Xx\n"), "such as C, A, OA or HD, but has 'Xx'"),
                Arguments.of(
                        ATOM.replace(" -2.849", "  here "),
                        "line 1 must have a coordinate in columns 39 to 46, but has 'here'"),
                Arguments.of(ATOM.replace(" -2.849", "    nan"), "but has 'nan'"),
                Arguments.of(
                        ATOM.substring(0, 40) + "\n", "line 1 must have a coordinate in columns 39 to 46, but has ''"),
                Arguments.of("ATOM  \n", "line 1 has no atom number in columns 7 to 11"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoReceptor(String text, String problem) throws IOException {
        Path file = write(text);

        assertThatThrownBy(() -> Receptor.read(file))
                .isInstanceOf(ReceptorException.class)
                .hasMessageStartingWith("the file " + file + " is no receptor: ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith("obabel receptor.pdb -xr -opdbqt -O receptor.pdbqt makes one");
    }

    @Test
    void whatCannotBeRead_isNamed() {
        Path missing = folder.resolve("missing.pdbqt");
        assertThatThrownBy(() -> Receptor.read(missing))
                .isInstanceOf(ReceptorException.class)
                .hasMessage("cannot read the receptor " + missing + ": there is no such file");
        assertThatThrownBy(() -> Receptor.read(folder))
                .isInstanceOf(ReceptorException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void aBoxBesideTheReceptor_isRefused() throws IOException {
        Path file = write(ATOM + HETATM);
        Receptor receptor = Receptor.read(file);

        receptor.requireHit(new DockingBox(4, 6, -5, 1, 1, 1));
        receptor.requireHit(new DockingBox(3, 5, -4, 2, 2, 2));
        assertThatThrownBy(() -> receptor.requireHit(new DockingBox(3, 5, -4, 2, 2, 1.9)))
                .isInstanceOf(ReceptorException.class)
                .hasMessage("no atom of the receptor " + file
                        + " lies in the docking box with centre 3.0,5.0,-4.0 size 2.0,2.0,1.9 Å; its atoms have x from -10.0 to"
                        + " 4.0, y from -2.8 to 6.0, z from -15.7 to -5.0 Å; choose a box around the binding site");
    }
}
