package org.gfn4j.molecules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The blocks that molecules are assembled from: entries, several of which can have the same fragment and differ in the
 * atom by which it is added.
 *
 * <p>Fragments are numbered in the order of their SMILES, as texts. Attachment types number the pairs of a fragment and
 * an atom that some entry attaches, by fragment and then atom; networks have a row for each.
 *
 * <p>Thread-safety: immutable.
 */
public final class BlockVocabulary {
    private static final String STANDARD = "blocks.json";

    private final List<Block> entries;
    private final List<Fragment> fragments;
    private final int[] fragmentOfEntry;
    private final int[][] attachmentsOfEntry;
    private final int[][] typesOfFragment;
    private final int attachmentTypes;

    BlockVocabulary(List<Block> entries, List<Fragment> fragments, int[] fragmentOfEntry) {
        this.entries = entries;
        this.fragments = fragments;
        this.fragmentOfEntry = fragmentOfEntry;
        this.attachmentsOfEntry = entries.stream()
                .map(entry ->
                        entry.attachments().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.typesOfFragment = new int[fragments.size()][];
        int types = 0;
        for (int fragment = 0; fragment < typesOfFragment.length; fragment++) {
            typesOfFragment[fragment] = new int[fragments.get(fragment).atoms()];
            for (int atom = 0; atom < typesOfFragment[fragment].length; atom++) {
                boolean listed = fragments.get(fragment).isAttachable(atom);
                typesOfFragment[fragment][atom] = listed ? types++ : Fragment.NO_ATOM;
            }
        }
        this.attachmentTypes = types;
    }

    /**
     * Makes a vocabulary.
     *
     * @param entries the entries, at least one; the numbers of atoms in them are checked
     * @return the vocabulary
     * @throws IllegalArgumentException if an entry is not a block, or two are alike; the message names it
     */
    public static BlockVocabulary of(List<Block> entries) {
        return new VocabularyBuilder(
                        entries,
                        (entry, part, problem) -> new IllegalArgumentException("entry " + entry + ": " + problem))
                .build();
    }

    /**
     * Reads a vocabulary in the format of the paper's {@code blocks_PDB_105.json}: an object with {@code block_name},
     * {@code block_smi} and {@code block_r}, each an object whose keys are the numbers of entries, from "0" on.
     *
     * @param file the file
     * @return the vocabulary
     * @throws IOException if the file cannot be read
     * @throws MoleculeFileException if it is not such a vocabulary; the message names line and entry
     */
    public static BlockVocabulary read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads a vocabulary from a text.
     *
     * @param name what the text is called in messages
     * @param json the text, in the format that {@link #read} says
     * @return the vocabulary
     * @throws MoleculeFileException if it is not a vocabulary; the message names line and entry
     */
    public static BlockVocabulary parse(String name, String json) {
        return new VocabularyReader(name, json).read();
    }

    /**
     * Writes the vocabulary in the format that {@link #read} reads, each value on a line of its own.
     *
     * @return the text, which ends in a line break
     */
    public String toJson() {
        JsonMapper json = new JsonMapper();
        List<String> names = new ArrayList<>();
        List<String> smiles = new ArrayList<>();
        List<String> attachments = new ArrayList<>();
        for (Block entry : entries) {
            names.add(json.writeValueAsString(
                    entry.smiles() + "_" + entry.attachments().get(0)));
            smiles.add(json.writeValueAsString(entry.smiles()));
            attachments.add(json.writeValueAsString(entry.attachments()));
        }
        return "{\n\"block_name\": " + object(names) + ",\n\"block_smi\": " + object(smiles) + ",\n\"block_r\": "
                + object(attachments) + "\n}\n";
    }

    private static String object(List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(entry -> "  \"" + entry + "\": " + values.get(entry))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    /**
     * Writes the vocabulary to a file in the format that {@link #read} reads.
     *
     * @param file the file, which is replaced
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, toJson());
    }

    /**
     * Returns the project's own vocabulary.
     *
     * @return 72 fragments mined from approved drugs
     */
    public static BlockVocabulary standard() {
        try (InputStream stream = BlockVocabulary.class.getResourceAsStream(STANDARD)) {
            if (stream == null) {
                throw new IllegalStateException(STANDARD + " is missing beside " + BlockVocabulary.class);
            }
            return parse(STANDARD, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(STANDARD + " cannot be read", e);
        }
    }

    /**
     * Returns the entries.
     *
     * @return the entries, in the order of the file
     */
    public List<Block> entries() {
        return entries;
    }

    /**
     * Returns the number of different fragments.
     *
     * @return how many different SMILES there are
     */
    public int fragments() {
        return fragments.size();
    }

    /**
     * Returns the fragment of an entry.
     *
     * @param entry its number, in {@code [0, entries().size())}
     * @return the number of the fragment; fragments are numbered in the order of their SMILES
     */
    public int fragment(int entry) {
        return fragmentOfEntry[entry];
    }

    /**
     * Returns the SMILES of a fragment.
     *
     * @param fragment its number, in {@code [0, fragments())}
     * @return the SMILES
     */
    public String smiles(int fragment) {
        return fragments.get(fragment).smiles();
    }

    /**
     * Returns the atoms of a fragment that some entry attaches.
     *
     * @param fragment its number, in {@code [0, fragments())}
     * @return atoms in ascending order
     */
    public List<Integer> attachmentAtoms(int fragment) {
        Fragment known = fragments.get(fragment);
        return IntStream.range(0, known.atoms())
                .filter(known::isAttachable)
                .boxed()
                .toList();
    }

    /**
     * Returns the number of attachment types.
     *
     * @return how many pairs of a fragment and an attachment atom there are
     */
    public int attachmentTypes() {
        return attachmentTypes;
    }

    /**
     * Returns the attachment type of an atom.
     *
     * @param fragment the number of a fragment, in {@code [0, fragments())}
     * @param atom an attachment atom of it
     * @return in {@code [0, attachmentTypes())}, or −1 if no entry attaches the atom
     */
    public int attachmentType(int fragment, int atom) {
        return typesOfFragment[fragment][atom];
    }

    List<Fragment> fragmentList() {
        return fragments;
    }

    int[] attachments(int entry) {
        return attachmentsOfEntry[entry];
    }
}
