package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Checks the entries of a vocabulary and makes it.
 *
 * <p>Thread-safety: not thread-safe.
 */
final class VocabularyBuilder {
    private static final int MOST_FRAGMENTS = Short.MAX_VALUE;

    private final FragmentChemistry chemistry = new FragmentChemistry();
    private final List<Block> entries;
    private final Complaint complaint;

    /** The first entry of each fragment, by its canonical SMILES. */
    private final Map<String, Integer> firstEntries = new TreeMap<>();

    /** Makes the exception for a problem of an entry, in the way of the source that it comes from. */
    interface Complaint {
        IllegalArgumentException about(int entry, Part part, String problem);
    }

    /** What of an entry a problem is about. */
    enum Part {
        SMILES,
        ATTACHMENTS
    }

    /** The entries of a fragment. */
    private record Group(IAtomContainer structure, List<Integer> numbers) {}

    VocabularyBuilder(List<Block> entries, Complaint complaint) {
        this.entries = List.copyOf(entries);
        this.complaint = complaint;
    }

    BlockVocabulary build() {
        if (entries.isEmpty()) {
            throw complaint.about(0, Part.SMILES, "there is none; a vocabulary has at least one entry");
        }
        Map<String, Group> groups = new TreeMap<>();
        for (int entry = 0; entry < entries.size(); entry++) {
            Block block = entries.get(entry);
            Group group = groups.get(block.smiles());
            if (group == null) {
                group = new Group(structure(entry), new ArrayList<>());
                groups.put(block.smiles(), group);
            }
            requireAttachments(entry, group.structure());
            group.numbers().add(entry);
        }
        if (groups.size() > MOST_FRAGMENTS) {
            throw complaint.about(
                    0,
                    Part.SMILES,
                    "there are " + groups.size() + " fragments; at most " + MOST_FRAGMENTS + " are allowed");
        }
        List<Fragment> fragments = new ArrayList<>();
        int[] fragmentOfEntry = new int[entries.size()];
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            group.getValue().numbers().forEach(entry -> fragmentOfEntry[entry] = fragments.size());
            fragments.add(fragment(group.getKey(), group.getValue()));
        }
        return new BlockVocabulary(entries, List.copyOf(fragments), fragmentOfEntry);
    }

    private IAtomContainer structure(int entry) {
        Block block = entries.get(entry);
        IAtomContainer structure;
        try {
            structure = chemistry.parse(block.smiles());
        } catch (IllegalArgumentException e) {
            throw complaint.about(entry, Part.SMILES, String.valueOf(e.getMessage()));
        }
        String canonical = chemistry.canonical(structure, new int[structure.getAtomCount()]);
        Integer same = firstEntries.putIfAbsent(canonical, entry);
        if (same != null) {
            throw complaint.about(
                    entry,
                    Part.SMILES,
                    "'" + block.smiles() + "' is the same fragment as '"
                            + entries.get(same).smiles() + "' of entry " + same + "; write it the same way");
        }
        return structure;
    }

    private void requireAttachments(int entry, IAtomContainer structure) {
        Block block = entries.get(entry);
        int atoms = structure.getAtomCount();
        if (block.atoms() != atoms) {
            throw complaint.about(
                    entry, Part.SMILES, "'" + block.smiles() + "' has " + atoms + " atoms, not " + block.atoms());
        }
        if (block.attachments().isEmpty()) {
            throw complaint.about(
                    entry,
                    Part.ATTACHMENTS,
                    "'" + block.smiles()
                            + "' has no attachment atoms, so that it can never attach; at least one is needed");
        }
        for (int number : block.attachments()) {
            if (number < 0 || number >= atoms) {
                throw complaint.about(
                        entry,
                        Part.ATTACHMENTS,
                        "attachment atom " + number + " of '" + block.smiles()
                                + "' is out of range; its atoms are numbered from 0 to " + (atoms - 1));
            }
            IAtom atom = structure.getAtom(number);
            if (!FragmentChemistry.canAttach(atom)) {
                throw complaint.about(
                        entry,
                        Part.ATTACHMENTS,
                        "attachment atom " + number + " of '" + block.smiles() + "' can never attach: this "
                                + atom.getSymbol()
                                + " has no hydrogen to give up; an attachment atom has at least one");
            }
        }
    }

    private Fragment fragment(String smiles, Group group) {
        int[] numbers = group.numbers().stream().mapToInt(Integer::intValue).toArray();
        List<Block> blocks = group.numbers().stream().map(entries::get).toList();
        Fragment fragment;
        try {
            fragment = new Fragment(smiles, FragmentChemistry.symmetries(group.structure()), numbers, blocks);
        } catch (IllegalArgumentException e) {
            throw complaint.about(numbers[0], Part.SMILES, "'" + smiles + "' cannot be a block: " + e.getMessage());
        }
        for (int i = 0; i < numbers.length; i++) {
            int[] attachments = blocks.get(i).attachments().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] alike = fragment.entries(attachments[0], Arrays.copyOfRange(attachments, 1, attachments.length));
            if (alike[0] != numbers[i]) {
                throw complaint.about(
                        numbers[i],
                        Part.ATTACHMENTS,
                        "'" + smiles + "' with attachment atoms "
                                + blocks.get(i).attachments() + " duplicates entry " + alike[0]
                                + "; entries differ in more than a symmetry of their fragment");
            }
        }
        return fragment;
    }
}
