package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.SampleForm;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.reward.Reward;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;

/**
 * Drawn molecules: told apart by their canonical SMILES, with SMILES and raw reward in rows, and as SMILES, SD files and
 * pictures.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class MoleculeSamples implements SampleForm<BlockMolecule> {
    private static final String SMILES = "smi";

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

    @Override
    public Object identity(BlockMolecule state) {
        Optional<String> text = smiles(state);
        return text.isPresent() ? text.get() : state;
    }

    @Override
    public List<String> columns() {
        return List.of("smiles", "reward");
    }

    @Override
    public List<@Nullable Object> values(BlockMolecule state) {
        return Arrays.asList(smiles(state).orElse(null), reward.evaluate(List.of(state))[0]);
    }

    @Override
    public List<String> endings() {
        return List.of(SMILES);
    }

    @Override
    public boolean isWritable(BlockMolecule state, String ending) {
        return smiles(state).isPresent();
    }

    @Override
    public void write(List<DrawnObject<BlockMolecule>> samples, String ending, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (DrawnObject<BlockMolecule> sample : samples) {
            lines.add(smiles(sample.object()).orElseThrow());
        }
        Files.write(file, lines);
    }
}
