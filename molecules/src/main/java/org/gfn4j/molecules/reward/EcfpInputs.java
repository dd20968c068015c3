package org.gfn4j.molecules.reward;

import java.util.List;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Fingerprint;
import org.gfn4j.molecules.chemistry.Fingerprints;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.onnx.Extent;
import org.gfn4j.onnx.NumberType;
import org.gfn4j.onnx.OnnxInputs;
import org.gfn4j.onnx.TensorData;
import org.gfn4j.onnx.TensorForm;
import org.gfn4j.rewards.RewardKey;

/**
 * Molecules as fingerprints: one tensor {@code ecfp}, float32[n, 2048], of the bits of {@link Fingerprints}, 0 or 1. The key is
 * the canonical SMILES; free stems are not seen.
 *
 * <p>Thread-safety: stateless.
 */
public final class EcfpInputs implements OnnxInputs<AssembledMolecule> {
    private static final TensorForm FORM =
            TensorForm.of("ecfp", NumberType.FLOAT32, Extent.dynamic("n"), Extent.fixed(Fingerprint.BITS));

    /** Makes inputs. */
    public EcfpInputs() {}

    @Override
    public String identity() {
        return "ecfp4-" + Fingerprint.BITS;
    }

    @Override
    public String noun() {
        return "molecules";
    }

    @Override
    public List<TensorForm> tensors() {
        return List.of(FORM);
    }

    @Override
    public List<TensorData> encode(List<AssembledMolecule> molecules) {
        Fingerprints fingerprints = new Fingerprints();
        float[] values = new float[molecules.size() * Fingerprint.BITS];
        for (int row = 0; row < molecules.size(); row++) {
            for (int bit : fingerprints.of(molecules.get(row).molecule()).bits()) {
                values[row * Fingerprint.BITS + bit] = 1;
            }
        }
        return List.of(TensorData.of(values, molecules.size(), Fingerprint.BITS));
    }

    @Override
    public RewardKey key(AssembledMolecule molecule) {
        return RewardKey.of(Smiles.canonical(molecule.molecule()));
    }

    @Override
    public List<AssembledMolecule> samples() {
        return SampleMolecules.all();
    }
}
