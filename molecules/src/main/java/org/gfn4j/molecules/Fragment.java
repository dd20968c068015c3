package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fragment with its symmetries, and what its entries offer up to symmetry.
 *
 * <p>Thread-safety: immutable once made.
 */
final class Fragment {
    /** Stands for the bonded atom where a block has none, because the molecule starts with it. */
    static final int NO_ATOM = -1;

    private final String smiles;
    private final byte[][] symmetries;
    private final boolean[] attachable;
    private final boolean[] equivalent;
    private final List<Offer> added;
    private final List<Offer> first;

    /** Entries that put the same block in the same place, up to symmetry. */
    private record Offer(int[] labels, int[] entries) {}

    /**
     * Takes the symmetries as permutations of all atoms, [symmetries, atoms], and the entries that have this fragment.
     */
    Fragment(String smiles, int[][] permutations, int[] entries, List<Block> blocks) {
        this.smiles = smiles;
        int atoms = permutations[0].length;
        this.attachable = new boolean[atoms];
        this.equivalent = new boolean[atoms];
        for (Block block : blocks) {
            block.attachments().forEach(atom -> attachable[atom] = true);
        }
        for (int[] permutation : permutations) {
            for (int atom = 0; atom < atoms; atom++) {
                equivalent[permutation[atom]] |= attachable[atom];
            }
        }
        this.symmetries = different(permutations, equivalent);
        this.added = new ArrayList<>();
        this.first = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            int[] atomsOfEntry = blocks.get(i).attachments().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] others = Arrays.copyOfRange(atomsOfEntry, 1, atomsOfEntry.length);
            offer(added, labels(atomsOfEntry[0], others), entries[i]);
            offer(first, labels(NO_ATOM, atomsOfEntry), entries[i]);
        }
    }

    /** Keeps one symmetry for each way to move the atoms that matter. */
    private static byte[][] different(int[][] permutations, boolean[] matters) {
        List<byte[]> kept = new ArrayList<>();
        for (int[] permutation : permutations) {
            byte[] images = new byte[permutation.length];
            for (int atom = 0; atom < images.length; atom++) {
                images[atom] = (byte) (matters[atom] ? permutation[atom] : atom);
            }
            if (kept.stream().noneMatch(other -> Arrays.equals(other, images))) {
                kept.add(images);
            }
        }
        kept.sort(Arrays::compare);
        return kept.toArray(byte[][]::new);
    }

    private static void offer(List<Offer> offers, int[] labels, int entry) {
        for (int i = 0; i < offers.size(); i++) {
            Offer offer = offers.get(i);
            if (Arrays.equals(offer.labels(), labels)) {
                int[] entries = Arrays.copyOf(offer.entries(), offer.entries().length + 1);
                entries[entries.length - 1] = entry;
                offers.set(i, new Offer(labels, entries));
                return;
            }
        }
        offers.add(new Offer(labels, new int[] {entry}));
    }

    String smiles() {
        return smiles;
    }

    int atoms() {
        return attachable.length;
    }

    /** Returns the symmetries as images of atoms, [symmetries, atoms], the identity first. */
    byte[][] symmetries() {
        return symmetries;
    }

    /** Tells whether an entry lists the atom. */
    boolean isAttachable(int atom) {
        return attachable[atom];
    }

    /** Tells whether a symmetry moves the atom to one that an entry lists. */
    boolean isEquivalent(int atom) {
        return equivalent[atom];
    }

    /** Returns the entries that add the block in this place: bonded at an atom, with these free stems. */
    int[] entries(int bonded, int[] others) {
        int[] labels = labels(bonded, others);
        for (Offer offer : bonded == NO_ATOM ? first : added) {
            if (Arrays.equals(offer.labels(), labels)) {
                return offer.entries();
            }
        }
        return new int[0];
    }

    /** Returns the smallest labels that symmetry allows: the bonded atom, then the others in order. */
    private int[] labels(int bonded, int[] others) {
        int[] best = new int[0];
        int fewestOutside = Integer.MAX_VALUE;
        for (byte[] symmetry : symmetries) {
            int[] labels = new int[others.length + 1];
            labels[0] = bonded == NO_ATOM ? NO_ATOM : symmetry[bonded];
            int outside = bonded == NO_ATOM || attachable[labels[0]] ? 0 : 1;
            for (int i = 0; i < others.length; i++) {
                labels[i + 1] = symmetry[others[i]];
                outside += attachable[labels[i + 1]] ? 0 : 1;
            }
            Arrays.sort(labels, 1, labels.length);
            if (outside < fewestOutside || (outside == fewestOutside && Arrays.compare(labels, best) < 0)) {
                fewestOutside = outside;
                best = labels;
            }
        }
        return best;
    }
}
