package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gfn4j.molecules.MoleculeFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.iterator.IteratingSDFReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

class MoleculeFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsColumnsByName() throws IOException {
        Path file =
                file("a.csv", "id, score ,structure\r\nA,1.5,CCO\r\n\r\n\"B, the \"\"second\"\"\",-2e3, c1ccccc1 \r\n");
        assertThat(MoleculeTable.csv(file, "structure", "score"))
                .containsExactly(new MoleculeRow("CCO", "", 1.5, 2), new MoleculeRow("c1ccccc1", "", -2000, 4));
        assertThat(MoleculeTable.csv(file, "structure", null).get(0).target()).isNaN();
    }

    @Test
    void readsAByteOrderMark() throws IOException {
        assertThat(MoleculeTable.csv(file("a.csv", "\uFEFFsmiles\nC\n"), "smiles", null))
                .hasSize(1);
        assertThat(MoleculeTable.smiles(file("a.smi", "\uFEFFC methane\n"))).hasSize(1);
    }

    @Test
    void readsSmilesWithNames() throws IOException {
        assertThat(MoleculeTable.smiles(file("a.smi", "# drugs\nCCO\tethanol of a kind\n\nc1ccccc1\n")))
                .containsExactly(
                        new MoleculeRow("CCO", "ethanol of a kind", Double.NaN, 2),
                        new MoleculeRow("c1ccccc1", "", Double.NaN, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,y\n1,2\n|line 1: there is no column 'smiles'; the columns are 'id', 'y'",
                "|line 1: there is no column 'smiles'; the file is empty",
                "smiles,x\nC,1\n|line 1: there is no column 'y'; the columns are 'smiles', 'x'",
                "smiles,y\nC,1\nCC,high\n|line 3: the column 'y' must be a finite number, but is 'high'",
                "smiles,y\nC,NaN\n|line 2: the column 'y' must be a finite number, but is 'NaN'",
                "smiles,y\nC,\n|line 2: the column 'y' must be a finite number, but is ''",
                "smiles,y\nC,1\n\nC(,2\n|line 4: the column 'smiles': cannot read the SMILES 'C(': Unclosed branch",
                "smiles,y\n,1\n|line 2: the column 'smiles': cannot read a SMILES, because the text is empty",
                "smiles,y\nC,1,2\n|line 2: the row has 3 values, but the first line names 2 columns",
                "smiles,y\nC\n|line 2: the row has 1 value, but the first line names 2 columns",
                "smiles,y,y\nC,1,2\n|line 1: the column 'y' is there more than once",
                "smiles,y\n\"C,1\n|not valid CSV",
                "smiles,y\n|there is no molecule in it",
            })
    void saysWhereATableIsWrong(String textAndMessage) throws IOException {
        String[] parts = textAndMessage.split("\\|", -1);
        Path file = file("table.csv", parts[0]);
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> MoleculeTable.csv(file, "smiles", "y"))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(parts[1]);
    }

    @Test
    void saysWhereASmilesFileIsWrong() throws IOException {
        Path file = file("a.smi", "C\n\nC1CC name\n");
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> MoleculeTable.smiles(file))
                .withMessage(file + ", line 3: cannot read the SMILES 'C1CC': Unclosed ring detected, SMILES may be"
                        + " truncated");
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> MoleculeTable.smiles(file("empty.smi", "# nothing\n")))
                .withMessageContaining("there is no molecule in it");
    }

    @Test
    void saysWhereAFileIsInAnotherEncoding() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.csv"), "smiles,name\nC,a\nC,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> MoleculeTable.csv(file, "smiles", null))
                .withMessageContaining("line 3: this is not text in UTF-8");
    }

    @Test
    void refusesACellOfTwoLinesInOneLine() throws IOException {
        Path file = file("lines.csv", "s\n\"C\ns\"\n");
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> MoleculeTable.csv(file, "s", null))
                .withMessageStartingWith(file + ", line 2: the column 's': cannot read the SMILES 'C s': ");
    }

    @Property(tries = 300)
    void anyTableIsReadOrRefusedByName(@ForAll("tables") String text) throws IOException {
        Path file = Files.createTempFile("gfn4j-table-", ".csv");
        try {
            Files.writeString(file, text);
            List<MoleculeRow> rows = MoleculeTable.csv(file, "s", "y");
            assertThat(rows).isNotEmpty().allMatch(row -> Double.isFinite(row.target()) && row.line() > 1);
        } catch (MoleculeFileException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> tables() {
        return Arbitraries.of(
                        "s", "y", ",", "\n", "\"", "C", "1", "-2.5", " ", "\r\n", "s,y\n", "CO,3\n", "\t", "x", "é")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Test
    void writesSdfThatCanBeReadAgain() throws Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("score", "7.93");
        fields.put("index", "0");
        List<MoleculeRecord> written = new ArrayList<>();
        for (String smiles : List.of("CC(=O)Oc1ccccc1C(=O)O", "C[n+]1ccccc1", "O=CP(=O)([O-])O", "C")) {
            written.add(new MoleculeRecord(GoldenMolecules.parse(smiles), "molecule " + smiles.length(), fields));
        }
        StringBuilder text = new StringBuilder();
        SdfWriter.write(written, text);
        StringBuilder again = new StringBuilder();
        SdfWriter.write(written, again);
        assertThat(again.toString()).isEqualTo(text.toString());
        assertThat(text.toString())
                .contains("V2000")
                .contains("> <score>\n7.93\n")
                .doesNotContain("\r");
        try (IteratingSDFReader reader =
                new IteratingSDFReader(new StringReader(text.toString()), SilentChemObjectBuilder.getInstance())) {
            for (MoleculeRecord expected : written) {
                IAtomContainer read = reader.next();
                assertThat(read.getTitle()).isEqualTo(expected.name());
                assertThat(read.<String>getProperty("score")).isEqualTo("7.93");
                Aromatization.apply(read);
                assertThat(Smiles.canonical(read)).isEqualTo(Smiles.canonical(expected.molecule()));
                for (int atom = 0; atom < read.getAtomCount(); atom++) {
                    assertThat(read.getAtom(atom).getPoint2d()).isNotNull();
                }
            }
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void writesSmilesThatCanBeReadAgain() throws IOException {
        IAtomContainer molecule = GoldenMolecules.parse("C1=CC=CC=C1O");
        StringBuilder text = new StringBuilder();
        SmilesFile.write(
                List.of(
                        new MoleculeRecord(molecule, "phenol", Map.of()),
                        new MoleculeRecord(molecule, "again", Map.of("a", "b"))),
                text);
        assertThat(text.toString()).isEqualTo("Oc1ccccc1\tphenol\nOc1ccccc1\tagain\n");
        assertThat(MoleculeTable.smiles(file("w.smi", text.toString())))
                .extracting(MoleculeRow::name)
                .containsExactly("phenol", "again");
    }

    @Test
    void refusesTextsThatWouldBreakAFile() {
        IAtomContainer molecule = GoldenMolecules.parse("C");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoleculeRecord(molecule, "two\nlines", Map.of()))
                .withMessageContaining("one line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoleculeRecord(molecule, "a", Map.of("b>", "c")))
                .withMessageContaining("neither < nor >");
    }
}
