package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.molecules.TreeOracle.Drawing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMoleculeTest {
    private final Random random = new Random(7);

    private static BlockVocabulary vocabulary(String name) {
        return switch (name) {
            case "small" -> Vocabularies.small();
            case "symmetric" -> Vocabularies.symmetric();
            default -> BlockVocabulary.standard();
        };
    }

    private List<BlockMolecule> walk(MoleculeEnvironment environment) {
        List<BlockMolecule> states = new ArrayList<>();
        BlockMolecule state = environment.source();
        while (!state.isFinished()) {
            int actions = environment.actionCount(state);
            int action = random.nextInt(actions);
            state = environment.child(state, action == environment.stopAction(state) ? actions - 1 : action);
            states.add(state);
        }
        return states;
    }

    /** Writes a molecule down anew: blocks, bonds and stems in any order, atoms moved by symmetries. */
    private Drawing redrawn(TreeOracle oracle, BlockMolecule molecule) {
        int size = molecule.size();
        List<Integer> images = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(images, random);
        Integer[] fragments = new Integer[size];
        int[][] moved = new int[size][];
        for (int block = 0; block < size; block++) {
            fragments[images.get(block)] = molecule.fragment(block);
            List<int[]> symmetries = oracle.symmetries(molecule.fragment(block));
            moved[block] = symmetries.get(random.nextInt(symmetries.size()));
        }
        List<Bond> bonds = new ArrayList<>();
        for (Bond bond : molecule.bonds()) {
            int first = images.get(bond.first());
            int second = images.get(bond.second());
            int firstAtom = moved[bond.first()][bond.firstAtom()];
            int secondAtom = moved[bond.second()][bond.secondAtom()];
            bonds.add(
                    random.nextBoolean()
                            ? new Bond(first, second, firstAtom, secondAtom)
                            : new Bond(second, first, secondAtom, firstAtom));
        }
        Collections.shuffle(bonds, random);
        List<Stem> stems = new ArrayList<>();
        for (Stem stem : molecule.stems()) {
            stems.add(new Stem(images.get(stem.block()), moved[stem.block()][stem.atom()]));
        }
        Collections.shuffle(stems, random);
        return new Drawing(List.of(fragments), bonds, stems);
    }

    private static BlockMolecule molecule(BlockVocabulary vocabulary, Drawing drawing, boolean finished) {
        return BlockMolecule.of(vocabulary, drawing.fragments(), drawing.bonds(), drawing.stems(), finished);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "symmetric", "standard"})
    void isTheSameHoweverItIsWrittenDown(String name) {
        BlockVocabulary vocabulary = vocabulary(name);
        TreeOracle oracle = new TreeOracle(vocabulary);
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary, 2, 10);
        int compared = 0;
        while (compared < 5000) {
            for (BlockMolecule molecule : walk(environment)) {
                BlockMolecule again = molecule(vocabulary, redrawn(oracle, molecule), molecule.isFinished());
                assertThat(again).isEqualTo(molecule).hasSameHashCodeAs(molecule);
                compared++;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "symmetric"})
    void isEqualExactlyWhereTheOracleFindsAMap(String name) {
        BlockVocabulary vocabulary = vocabulary(name);
        TreeOracle oracle = new TreeOracle(vocabulary);
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary, 2, 5);
        Map<String, List<BlockMolecule>> alike = new TreeMap<>();
        for (int i = 0; i < 1500; i++) {
            List<BlockMolecule> states = walk(environment);
            BlockMolecule molecule = states.get(random.nextInt(states.size()));
            List<Integer> fragments = new ArrayList<>(Drawing.of(molecule).fragments());
            Collections.sort(fragments);
            alike.computeIfAbsent(fragments + " " + molecule.stemCount(), key -> new ArrayList<>())
                    .add(molecule);
        }
        int same = 0;
        int different = 0;
        for (List<BlockMolecule> group : alike.values()) {
            for (int i = 0; i < Math.min(40, group.size()); i++) {
                for (int j = 0; j < i; j++) {
                    boolean found = oracle.same(Drawing.of(group.get(i)), Drawing.of(group.get(j)));
                    assertThat(group.get(i)
                                    .withFinished(true)
                                    .equals(group.get(j).withFinished(true)))
                            .as(group.get(i) + " and " + group.get(j))
                            .isEqualTo(found);
                    same += found ? 1 : 0;
                    different += found ? 0 : 1;
                }
            }
        }
        assertThat(same).isGreaterThan(500);
        assertThat(different).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "symmetric"})
    void arisesAsOftenAsTryingEverythingFinds(String name) {
        BlockVocabulary vocabulary = vocabulary(name);
        int most = name.equals("small") ? 4 : 3;
        TreeOracle oracle = new TreeOracle(vocabulary);
        StateGraph<BlockMolecule> graph = StateGraph.of(new MoleculeEnvironment(vocabulary, 2, most));
        Set<BlockMolecule> unfinished = new HashSet<>();
        graph.states().forEach(state -> unfinished.add(state.withFinished(false)));
        List<Drawing> level = List.of(new Drawing(List.of(), List.of(), List.of()));
        int found = 1;
        for (int size = 1; size <= most; size++) {
            level = different(oracle, vocabulary, level);
            found += level.size();
        }
        // 246 and 381 block graphs
        assertThat(unfinished).hasSize(found);
        long stopped = graph.states().stream()
                .filter(state -> state.isFinished() && state.size() < most && state.stemCount() > 0)
                .count();
        assertThat(graph.size()).isEqualTo(found + (int) stopped);
    }

    /** Adds every entry everywhere and keeps one of those that the oracle finds to be the same. */
    private static List<Drawing> different(TreeOracle oracle, BlockVocabulary vocabulary, List<Drawing> level) {
        Map<String, List<Drawing>> kept = new TreeMap<>();
        for (Drawing drawing : level) {
            for (int stem = 0;
                    stem < Math.max(drawing.stems().size(), drawing.fragments().isEmpty() ? 1 : 0);
                    stem++) {
                for (int entry = 0; entry < vocabulary.entries().size(); entry++) {
                    Drawing grown = grown(vocabulary, drawing, stem, entry);
                    List<Integer> sorted = new ArrayList<>(grown.fragments());
                    Collections.sort(sorted);
                    List<Integer> ends = new ArrayList<>();
                    grown.bonds().forEach(bond -> {
                        ends.add(grown.fragments().get(bond.first()));
                        ends.add(grown.fragments().get(bond.second()));
                    });
                    Collections.sort(ends);
                    List<Drawing> like = kept.computeIfAbsent(
                            sorted + " " + ends + " " + grown.stems().size(), key -> new ArrayList<>());
                    if (like.stream().noneMatch(other -> oracle.same(other, grown))) {
                        like.add(grown);
                    }
                }
            }
        }
        return kept.values().stream().flatMap(List::stream).toList();
    }

    private static Drawing grown(BlockVocabulary vocabulary, Drawing drawing, int stem, int entry) {
        int added = drawing.fragments().size();
        List<Integer> fragments = new ArrayList<>(drawing.fragments());
        fragments.add(vocabulary.fragment(entry));
        List<Bond> bonds = new ArrayList<>(drawing.bonds());
        List<Stem> stems = new ArrayList<>(drawing.stems());
        List<Integer> attachments = vocabulary.entries().get(entry).attachments();
        if (added > 0) {
            Stem used = stems.remove(stem);
            bonds.add(new Bond(used.block(), added, used.atom(), attachments.get(0)));
        }
        attachments.stream().skip(added > 0 ? 1 : 0).forEach(atom -> stems.add(new Stem(added, atom)));
        return new Drawing(fragments, bonds, stems);
    }

    @Test
    void refusesWhatIsNoTree() {
        BlockVocabulary vocabulary = Vocabularies.small();
        int chain = vocabulary.fragment(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockMolecule.of(
                        vocabulary,
                        List.of(chain, chain, chain),
                        List.of(new Bond(0, 1, 0, 0), new Bond(1, 0, 1, 1)),
                        List.of(),
                        true))
                .withMessageContaining("must make a tree");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockMolecule.of(vocabulary, List.of(chain, chain), List.of(), List.of(), true))
                .withMessageContaining("a tree of 2 blocks has 1 bonds, but there are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BlockMolecule.of(vocabulary, List.of(chain), List.of(), List.of(new Stem(0, 2)), false))
                .withMessageContaining("atom 2 of CO is not an attachment atom");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockMolecule.of(vocabulary, List.of(99), List.of(), List.of(), false))
                .withMessageContaining("the fragment of block 0 must lie in [0, 2], but is 99");
    }

    @Test
    void listsBondsAndStemsInOrder() {
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.symmetric(), 2, 8);
        for (int i = 0; i < 200; i++) {
            for (BlockMolecule molecule : walk(environment)) {
                for (int bond = 0; bond < molecule.size() - 1; bond++) {
                    assertThat(molecule.bond(bond).second()).isEqualTo(bond + 1);
                    assertThat(molecule.bond(bond).first()).isLessThanOrEqualTo(bond);
                }
                List<Stem> stems = molecule.stems();
                List<Stem> sorted = stems.stream()
                        .sorted(java.util.Comparator.comparingInt(Stem::block).thenComparingInt(Stem::atom))
                        .toList();
                assertThat(stems).isEqualTo(sorted);
            }
        }
    }

    @Test
    void usesOnlyAttachmentAtomsOfTheVocabulary() {
        BlockVocabulary vocabulary = Vocabularies.symmetric();
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary, 2, 8);
        for (int i = 0; i < 200; i++) {
            for (BlockMolecule molecule : walk(environment)) {
                assertThat(molecule.stems())
                        .allSatisfy(stem -> assertThat(
                                        vocabulary.attachmentType(molecule.fragment(stem.block()), stem.atom()))
                                .isNotNegative());
                assertThat(molecule.bonds()).allSatisfy(bond -> {
                    assertThat(vocabulary.attachmentType(molecule.fragment(bond.first()), bond.firstAtom()))
                            .isNotNegative();
                    assertThat(vocabulary.attachmentType(molecule.fragment(bond.second()), bond.secondAtom()))
                            .isNotNegative();
                });
            }
        }
    }
}
