package org.gfn4j.molecules.chemistry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * A molecule with what is known of it, to be written to a file.
 *
 * @param molecule the molecule, which writing leaves as it is
 * @param name its name, one line without tabs
 * @param fields names and values of its data, in the order in which they are written
 */
public record MoleculeRecord(IAtomContainer molecule, String name, Map<String, String> fields) {

    /**
     * Keeps a copy of the map.
     *
     * @throws IllegalArgumentException if a text has a line break or another control character, or the name of a field is
     *     empty or has {@code <} or {@code >}
     */
    public MoleculeRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        check("name of a molecule", name);
        fields.forEach((field, value) -> {
            check("name of a field", field);
            check("value of the field '" + field + "'", value);
            if (field.isBlank() || field.contains("<") || field.contains(">")) {
                throw new IllegalArgumentException(
                        "the name of a field must have letters, and neither < nor >, but is '" + field + "'");
            }
        });
    }

    private static void check(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + what + " must be one line without tabs, but is '" + text + "'");
        }
    }
}
