package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Bonds and stems as rows of whole numbers in JSON.
 *
 * <p>Thread-safety: stateless.
 */
final class BlockRows {
    private BlockRows() {}

    /** Returns the list under a key. */
    static JsonNode list(JsonNode object, String key) {
        JsonNode list = object.path(key);
        if (!list.isArray()) {
            throw new IllegalArgumentException(
                    list.isMissingNode() ? key + " is missing" : key + " must be a list, but is " + list);
        }
        return list;
    }

    static List<Bond> bonds(JsonNode object, String key) {
        List<Bond> bonds = new ArrayList<>();
        for (JsonNode row : list(object, key)) {
            int[] numbers = numbers(row, 4, key + " are [block, block, atom, atom]");
            bonds.add(new Bond(numbers[0], numbers[1], numbers[2], numbers[3]));
        }
        return bonds;
    }

    static List<Stem> stems(JsonNode object, String key) {
        List<Stem> stems = new ArrayList<>();
        for (JsonNode row : list(object, key)) {
            int[] numbers = numbers(row, 2, key + " are [block, atom]");
            stems.add(new Stem(numbers[0], numbers[1]));
        }
        return stems;
    }

    private static int[] numbers(JsonNode row, int count, String rule) {
        if (!row.isArray() || row.size() != count) {
            throw new IllegalArgumentException(rule + ", but one is " + row);
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(row.get(i), rule);
        }
        return numbers;
    }

    /** Returns a whole number. */
    static int number(JsonNode node, String rule) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new IllegalArgumentException(rule + ", but there is " + node + " where a whole number is needed");
        }
        return node.intValue();
    }

    static void addBonds(ArrayNode rows, BlockMolecule molecule) {
        for (Bond bond : molecule.bonds()) {
            rows.addArray()
                    .add(bond.first())
                    .add(bond.second())
                    .add(bond.firstAtom())
                    .add(bond.secondAtom());
        }
    }

    static void addStems(ArrayNode rows, BlockMolecule molecule) {
        for (Stem stem : molecule.stems()) {
            rows.addArray().add(stem.block()).add(stem.atom());
        }
    }
}
