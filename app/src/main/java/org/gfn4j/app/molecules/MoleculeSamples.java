package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.task.SampleForm;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.MoleculeDrawing;
import org.gfn4j.molecules.chemistry.MoleculePicture;
import org.gfn4j.molecules.chemistry.MoleculeRecord;
import org.gfn4j.molecules.chemistry.SdfWriter;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesFile;
import org.gfn4j.reward.Reward;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Drawn molecules: told apart by their canonical SMILES, with SMILES and raw reward in rows, and as SMILES, SD files and
 * pictures.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class MoleculeSamples implements SampleForm<BlockMolecule> {
    private static final String SMILES = "smi";
    private static final String TABLE = "sdf";
    private static final String PICTURE = "png";

    /** The endings of files. */
    static final List<String> ENDINGS = List.of(SMILES, TABLE, PICTURE);

    private static final int MOST_PICTURES = 200;
    private static final int COLUMNS = 5;
    private static final int CELL_WIDTH = 240;
    private static final int CELL_HEIGHT = 200;
    private static final String REWARD = "rawReward";

    private final MoleculeAssembler assembler;
    private final Reward<BlockMolecule> reward;
    private final Map<BlockMolecule, Optional<String>> smiles = new HashMap<>();

    /**
     * Makes a form.
     *
     * @param assembler joins the atoms of states
     * @param reward the raw reward
     */
    MoleculeSamples(MoleculeAssembler assembler, Reward<BlockMolecule> reward) {
        this.assembler = assembler;
        this.reward = reward;
    }

    private Optional<String> smiles(BlockMolecule state) {
        return smiles.computeIfAbsent(
                state, key -> assembler.assemble(key).map(assembled -> Smiles.canonical(assembled.molecule())));
    }

    private double reward(BlockMolecule state) {
        return reward.evaluate(List.of(state))[0];
    }

    @Override
    public Object identity(BlockMolecule state) {
        Optional<String> text = smiles(state);
        return text.isPresent() ? text.get() : state;
    }

    @Override
    public List<String> columns() {
        return List.of("smiles", REWARD);
    }

    @Override
    public List<@Nullable Object> values(BlockMolecule state) {
        return Arrays.asList(smiles(state).orElse(null), reward(state));
    }

    @Override
    public List<String> endings() {
        return ENDINGS;
    }

    @Override
    public boolean isWritable(BlockMolecule state, String ending) {
        return smiles(state).isPresent();
    }

    @Override
    public void checkCount(int count, String ending) {
        if (ending.equals(PICTURE) && count > MOST_PICTURES) {
            throw new WrongOptionException("Invalid value for option '--count': '" + count
                    + "' is too many for a picture; at most " + MOST_PICTURES + " molecules are drawn");
        }
    }

    @Override
    public void write(List<DrawnObject<BlockMolecule>> samples, String ending, Path file) throws IOException {
        if (ending.equals(PICTURE)) {
            draw(samples, file);
            return;
        }
        List<MoleculeRecord> records = new ArrayList<>(samples.size());
        for (DrawnObject<BlockMolecule> sample : samples) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("smiles", smiles(sample.object()).orElseThrow());
            fields.put(REWARD, Double.toString(reward(sample.object())));
            fields.put("logReward", Double.toString(sample.logReward()));
            records.add(new MoleculeRecord(molecule(sample.object()), "molecule-" + (records.size() + 1), fields));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            if (ending.equals(SMILES)) {
                SmilesFile.write(records, writer);
            } else {
                SdfWriter.write(records, writer);
            }
        }
    }

    private void draw(List<DrawnObject<BlockMolecule>> samples, Path file) throws IOException {
        List<MoleculePicture> pictures = new ArrayList<>(samples.size());
        for (DrawnObject<BlockMolecule> sample : samples) {
            String caption = Numbers.readable(reward(sample.object()), 3);
            pictures.add(new MoleculePicture(molecule(sample.object()), caption));
        }
        Files.write(file, new MoleculeDrawing(CELL_WIDTH, CELL_HEIGHT).png(pictures, COLUMNS));
    }

    private IAtomContainer molecule(BlockMolecule state) {
        return assembler.assemble(state).orElseThrow().molecule();
    }
}
