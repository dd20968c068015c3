package org.gfn4j.molecules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openscience.cdk.interfaces.IAtomContainer;
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
    /** How many different fragments there can be. */
    static final int MOST_FRAGMENTS = Short.MAX_VALUE;

    private static final String STANDARD = "blocks.json";

    private final List<Block> entries;
    private final List<Fragment> fragments;
    private final int[] fragmentOfEntry;
    private final int[][] attachmentsOfEntry;
    private final int[][] typesOfFragment;
    private final int attachmentTypes;

    private BlockVocabulary(List<Block> entries, List<Fragment> fragments, int[] fragmentOfEntry) {
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
        return of(entries, (entry, problem) -> new IllegalArgumentException("entry " + entry + ": " + problem));
    }

    /** Makes the exception for a problem of an entry. */
    interface Complaint {
        IllegalArgumentException about(int entry, String problem);
    }

    /** Checks entries, whose problems are told in the way of the source they come from. */
    static BlockVocabulary of(List<Block> entries, Complaint complaint) {
        if (entries.isEmpty()) {
            throw complaint.about(0, "there is none; a vocabulary has at least one entry");
        }
        List<String> smiles =
                entries.stream().map(Block::smiles).distinct().sorted().toList();
        if (smiles.size() > MOST_FRAGMENTS) {
            throw complaint.about(
                    0, "there are " + smiles.size() + " fragments; at most " + MOST_FRAGMENTS + " are allowed");
        }
        FragmentChemistry chemistry = new FragmentChemistry();
        Map<String, IAtomContainer> structures = new HashMap<>();
        Map<String, Integer> canonical = new HashMap<>();
        for (int entry = 0; entry < entries.size(); entry++) {
            Block block = entries.get(entry);
            if (!structures.containsKey(block.smiles())) {
                structures.put(block.smiles(), parsed(chemistry, canonical, entries, entry, complaint));
            }
            requireAttachments(block, structures.get(block.smiles()), entry, complaint);
        }
        List<Fragment> fragments = new ArrayList<>();
        for (String text : smiles) {
            int[] sharing = IntStream.range(0, entries.size())
                    .filter(entry -> entries.get(entry).smiles().equals(text))
                    .toArray();
            List<Block> blocks = Arrays.stream(sharing).mapToObj(entries::get).toList();
            int[][] symmetries;
            try {
                symmetries = FragmentChemistry.symmetries(structures.get(text));
            } catch (IllegalArgumentException e) {
                throw complaint.about(sharing[0], "'" + text + "' cannot be a block: " + e.getMessage());
            }
            Fragment fragment = new Fragment(text, symmetries, sharing, blocks);
            requireDifferent(fragment, sharing, blocks, complaint);
            fragments.add(fragment);
        }
        int[] fragmentOfEntry = entries.stream()
                .mapToInt(entry -> smiles.indexOf(entry.smiles()))
                .toArray();
        return new BlockVocabulary(List.copyOf(entries), List.copyOf(fragments), fragmentOfEntry);
    }

    private static IAtomContainer parsed(
            FragmentChemistry chemistry,
            Map<String, Integer> canonical,
            List<Block> entries,
            int entry,
            Complaint complaint) {
        IAtomContainer structure;
        try {
            structure = chemistry.parse(entries.get(entry).smiles());
        } catch (IllegalArgumentException e) {
            throw complaint.about(entry, e.getMessage());
        }
        Integer same = canonical.putIfAbsent(chemistry.canonical(structure, new int[structure.getAtomCount()]), entry);
        if (same != null) {
            throw complaint.about(
                    entry,
                    "'" + entries.get(entry).smiles() + "' is the same fragment as '"
                            + entries.get(same).smiles() + "' of entry " + same + "; write it the same way");
        }
        return structure;
    }

    private static void requireAttachments(Block block, IAtomContainer structure, int entry, Complaint complaint) {
        int atoms = structure.getAtomCount();
        if (block.attachments().isEmpty()) {
            throw complaint.about(
                    entry,
                    "'" + block.smiles()
                            + "' has no attachment atoms, so that it can never attach; at least one is needed");
        }
        for (int atom : block.attachments()) {
            if (atom < 0 || atom >= atoms) {
                throw complaint.about(
                        entry,
                        "attachment atom " + atom + " of '" + block.smiles()
                                + "' is out of range; its atoms are numbered from 0 to " + (atoms - 1));
            }
            if (!FragmentChemistry.canAttach(structure.getAtom(atom))) {
                throw complaint.about(
                        entry,
                        "attachment atom " + atom + " of '" + block.smiles() + "' can never attach:"
                                + " this " + structure.getAtom(atom).getSymbol()
                                + " has no hydrogen to give up; an attachment atom has at least one");
            }
        }
        if (block.atoms() != atoms) {
            throw complaint.about(entry, "'" + block.smiles() + "' has " + atoms + " atoms, not " + block.atoms());
        }
    }

    private static void requireDifferent(Fragment fragment, int[] sharing, List<Block> blocks, Complaint complaint) {
        for (int i = 0; i < sharing.length; i++) {
            int[] attachments = blocks.get(i).attachments().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] alike = fragment.entries(attachments[0], Arrays.copyOfRange(attachments, 1, attachments.length));
            if (alike[0] != sharing[i]) {
                throw complaint.about(
                        sharing[i],
                        "'" + fragment.smiles() + "' with attachment atoms "
                                + blocks.get(i).attachments() + " duplicates entry " + alike[0]
                                + "; entries differ in more than a symmetry of their fragment");
            }
        }
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
