package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.SharedData;
import org.gfn4j.molecules.Stem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class MoleculeAssemblerTest {

    @Test
    void makesTheMoleculesThatRdkitMakes() throws IOException, InvalidSmilesException, SmilesException {
        Path graphs = SharedData.file("bengio2021/seh_molecules_475.json");
        BlockVocabulary vocabulary = BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json"));
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        Map<Long, JsonNode> golden = new HashMap<>();
        for (JsonNode molecule : new ObjectMapper().readTree(graphs.toFile())) {
            golden.put(molecule.get("index").asLong(), molecule);
        }
        SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
        List<String> different = new ArrayList<>();
        for (BlockGraphs.Entry entry : new BlockGraphs(vocabulary).read(graphs)) {
            JsonNode expected = golden.get(entry.index());
            String smiles = expected.get("smiles").asString();
            AssembledMolecule assembled = assembler.assemble(entry.molecule()).orElseThrow();
            String canonical = Smiles.canonical(assembled.molecule());
            // RDKit's aromatic atoms as they are written, and perceived anew
            if (!canonical.equals(Smiles.canonical(parser.parseSmiles(smiles)))
                    || !canonical.equals(Smiles.canonical(smiles))) {
                different.add(smiles + " became " + canonical);
            }
            assertThat(assembled.molecule().getAtomCount())
                    .isEqualTo(expected.get("atoms").asInt());
            assertThat(assembled.stemAtoms()).isSorted().doesNotHaveDuplicates();
            assertThat(assembled.stemAtoms().length).isEqualTo((int)
                    entry.molecule().stems().stream().distinct().count());
        }
        assertThat(golden).hasSize(475);
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C, 0, 1, F, 0, CF",
        "C, 0, 4, F, 0, FC(F)(F)F",
        "C, 0, 5, F, 0, ",
        "c1ccccc1, 2, 1, F, 0, Fc1ccccc1",
        "c1ccccc1, 2, 2, F, 0, ",
        "c1cc[nH]c1, 3, 1, C, 0, Cn1cccc1",
        "c1cc[nH]c1, 3, 2, C, 0, ",
        "c1ccsc1, 3, 1, C, 0, ",
        "O=PO, 1, 1, C, 0, CP(=O)O",
        "O=PO, 1, 2, C, 0, CP(C)(=O)O",
        "O=S=O, 1, 1, C, 0, C[SH](=O)=O",
        "O=S=O, 1, 2, C, 0, CS(C)(=O)=O",
        "O=S=O, 1, 3, C, 0, ",
        "O=[PH]([O-])O, 1, 1, C, 0, CP(=O)([O-])O",
        "O=[NH+][O-], 1, 1, C, 0, C[N+](=O)[O-]",
        "C[SH2+], 1, 1, C, 0, C[SH+]C",
        "C[NH3+], 1, 3, C, 0, C[N+](C)(C)C",
        "C[NH3+], 1, 4, C, 0, ",
        "C=O, 0, 2, C, 0, CC(C)=O",
        "C=O, 0, 3, C, 0, ",
        "O=c1[nH]cnc2[nH]cnc12, 6, 1, C, 0, O=c1[nH]cnc2n(C)cnc12",
        "C1=CNC=CC1, 2, 1, C, 0, CN1C=CCC=C1",
    })
    void takesHydrogensOffAndChecksValences(
            String centre, int atom, int times, String end, int endAtom, String expected) throws SmilesException {
        Optional<AssembledMolecule> made = star(centre, atom, times, end, endAtom);
        if (expected == null) {
            assertThat(made).isEmpty();
        } else {
            assertThat(Smiles.canonical(made.orElseThrow().molecule())).isEqualTo(Smiles.canonical(expected));
        }
    }

    /** Puts an end on an atom of a centre several times, which leaves one free stem at the first atom of the centre. */
    private static Optional<AssembledMolecule> star(String centre, int atom, int times, String end, int endAtom)
            throws SmilesException {
        BlockVocabulary vocabulary = BlockVocabulary.of(List.of(
                new Block(centre, Smiles.parse(centre).getAtomCount(), Collections.nCopies(times, atom)),
                new Block(end, Smiles.parse(end).getAtomCount(), List.of(endAtom))));
        List<Integer> fragments = new ArrayList<>(List.of(vocabulary.fragment(0)));
        List<Bond> bonds = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            fragments.add(vocabulary.fragment(1));
            bonds.add(new Bond(0, i, atom, endAtom));
        }
        BlockMolecule blocks = BlockMolecule.of(vocabulary, fragments, bonds, List.of(new Stem(0, atom)), true);
        return new MoleculeAssembler(vocabulary).assemble(blocks);
    }

    @Test
    void setsFlagsAsPerceptionDoes() {
        BlockVocabulary vocabulary = BlockVocabulary.standard();
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary);
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        SplittableRandom random = new SplittableRandom(3);
        int made = 0;
        for (int walk = 0; walk < 300; walk++) {
            BlockMolecule state = environment.source();
            for (int actions = environment.actionCount(state); actions > 0; ) {
                state = environment.child(state, random.nextInt(actions));
                actions = environment.actionCount(state);
            }
            Optional<AssembledMolecule> assembled = assembler.assemble(state);
            if (assembled.isEmpty()) {
                continue;
            }
            made++;
            IAtomContainer molecule = assembled.get().molecule();
            assertThat(Valences.fault(molecule)).isNull();
            String flags = flags(molecule);
            Aromatization.apply(molecule);
            assertThat(flags(molecule)).isEqualTo(flags);
            assertThat(ConnectivityChecker.isConnected(molecule)).isTrue();
        }
        assertThat(made).isGreaterThan(250);
    }

    private static String flags(IAtomContainer molecule) {
        StringBuilder flags = new StringBuilder();
        for (IAtom atom : molecule.atoms()) {
            flags.append(atom.isAromatic() ? 'a' : '-').append(atom.isInRing() ? 'r' : '-');
        }
        for (IBond bond : molecule.bonds()) {
            flags.append(bond.isAromatic() ? 'a' : '-').append(bond.isInRing() ? 'r' : '-');
        }
        return flags.toString();
    }

    @Test
    void listsAtomsOfStemsOnce() {
        BlockVocabulary vocabulary = BlockVocabulary.of(
                List.of(new Block("CO", 2, List.of(0, 0, 1)), new Block("CCN", 3, List.of(2, 0, 0))));
        int methanol = vocabulary.fragment(0);
        int amine = vocabulary.fragment(1);
        BlockMolecule blocks = BlockMolecule.of(
                vocabulary,
                List.of(methanol, amine),
                List.of(new Bond(0, 1, 0, 2)),
                List.of(new Stem(0, 0), new Stem(0, 1), new Stem(1, 0), new Stem(1, 0)),
                false);
        AssembledMolecule assembled =
                new MoleculeAssembler(vocabulary).assemble(blocks).orElseThrow();
        StringBuilder carried = new StringBuilder();
        for (int atom : assembled.stemAtoms()) {
            carried.append(assembled.molecule().getAtom(atom).getSymbol());
        }
        assertThat(carried.chars().sorted().mapToObj(Character::toString)).containsExactly("C", "C", "O");
    }

    @Test
    void theEmptyMoleculeHasNoAtoms() {
        BlockVocabulary vocabulary = BlockVocabulary.standard();
        BlockMolecule source = new MoleculeEnvironment(vocabulary).source();
        AssembledMolecule assembled =
                new MoleculeAssembler(vocabulary).assemble(source).orElseThrow();
        assertThat(assembled.molecule().getAtomCount()).isZero();
        assertThat(assembled.stemAtoms()).isEmpty();
    }
}
