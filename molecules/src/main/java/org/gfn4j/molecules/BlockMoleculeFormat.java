package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.environment.StateFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text form of the states of a {@link MoleculeEnvironment}: an object of JSON on one line, such as
 * {@code {"blocks":["c1ccccc1","F"],"bonds":[[0,1,0,0]],"stems":[[0,3]],"finished":true}}.
 *
 * <p>Blocks are the SMILES of their fragments; a bond is two blocks and then the atom of each; a stem is a block and an
 * atom.
 *
 * <p>Thread-safety: immutable.
 */
public final class BlockMoleculeFormat implements StateFormat<BlockMolecule> {
    private static final String FORM =
            "expected the form {\"blocks\":[SMILES, …],\"bonds\":[[block, block, atom, atom], …],"
                    + "\"stems\":[[block, atom], …],\"finished\":true or false}";
    private static final int LONGEST_QUOTE = 500;

    private final JsonMapper json = new JsonMapper();
    private final MoleculeEnvironment environment;
    private final Map<String, Integer> fragments = new HashMap<>();

    /**
     * Makes the form.
     *
     * @param environment what has the states
     */
    public BlockMoleculeFormat(MoleculeEnvironment environment) {
        this.environment = environment;
        for (int fragment = 0; fragment < environment.vocabulary().fragments(); fragment++) {
            fragments.put(environment.vocabulary().smiles(fragment), fragment);
        }
    }

    @Override
    public String format(BlockMolecule state) {
        ObjectNode object = json.createObjectNode();
        ArrayNode blocks = object.putArray("blocks");
        for (int block = 0; block < state.size(); block++) {
            blocks.add(environment.vocabulary().smiles(state.fragment(block)));
        }
        BlockRows.addBonds(object.putArray("bonds"), state);
        BlockRows.addStems(object.putArray("stems"), state);
        object.put("finished", state.isFinished());
        return json.writeValueAsString(object);
    }

    @Override
    public BlockMolecule parse(String text) {
        try {
            return state(json.readTree(text));
        } catch (JacksonException e) {
            throw refusal(text, "it is not JSON", e);
        } catch (IllegalArgumentException e) {
            throw refusal(text, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException refusal(String text, String reason, Exception cause) {
        String quote = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return new IllegalArgumentException(
                "'" + quote + "' is not a molecule of blocks: " + reason + "; " + FORM, cause);
    }

    private BlockMolecule state(JsonNode object) {
        List<Integer> blocks = new ArrayList<>();
        for (JsonNode smiles : BlockRows.list(object, "blocks")) {
            Integer fragment = smiles.isString() ? fragments.get(smiles.stringValue()) : null;
            if (fragment == null) {
                throw new IllegalArgumentException("block " + blocks.size() + " is " + smiles
                        + ", which is not the SMILES of a fragment of the vocabulary");
            }
            blocks.add(fragment);
        }
        JsonNode finished = object.path("finished");
        if (!finished.isBoolean()) {
            throw new IllegalArgumentException("finished must be true or false");
        }
        BlockMolecule molecule = BlockMolecule.of(
                environment.vocabulary(),
                blocks,
                BlockRows.bonds(object, "bonds"),
                BlockRows.stems(object, "stems"),
                finished.booleanValue());
        String problem = environment.whyNoState(molecule);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return molecule;
    }
}
