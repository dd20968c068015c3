package org.gfn4j.molecules.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.CanonicalSmiles;
import org.gfn4j.molecules.chemistry.Hydrogens;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.molecules.proxy.AtomGraphs;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.onnx.Extent;
import org.gfn4j.onnx.NumberType;
import org.gfn4j.onnx.OnnxInputs;
import org.gfn4j.onnx.TensorData;
import org.gfn4j.onnx.TensorForm;
import org.gfn4j.rewards.RewardKey;

/**
 * Molecules as the graphs that the proxies see, packed as PyTorch Geometric packs them: the atoms of all molecules one after
 * the other.
 *
 * <ul>
 *   <li>{@code x}: float32[atoms, 71], the features of {@link AtomGraph};
 *   <li>{@code edge_index}: int64[2, edges], from which atom to which, both directions of a bond one after the other;
 *   <li>{@code edge_attr}: float32[edges, 4], the type of the bond, one-hot: single, double, triple, aromatic;
 *   <li>{@code batch}: int64[atoms], which molecule an atom belongs to, counted from 0.
 * </ul>
 *
 * <p>Atoms come in the order of the canonical SMILES, not in that of the blocks, so that equal keys have equal tensors; hydrogens
 * that are atoms there, as isotopes are, are counted at their neighbours here. The key
 * is the canonical SMILES; its marks, under {@link StemMask#FREE}, are the places in it of the atoms with free stems, counted
 * from 0, in ascending order with blanks between. Where a mask is for the first atom, as that of the paper is where no stem is
 * free, it is the first of the SMILES; a {@link MoleculeReward} marks the first of the blocks.
 *
 * <p>Thread-safety: immutable.
 */
public final class GraphInputs implements OnnxInputs<AssembledMolecule> {
    private static final Extent ATOMS = Extent.dynamic("atoms");
    private static final Extent EDGES = Extent.dynamic("edges");
    private static final List<TensorForm> FORMS = List.of(
            TensorForm.of("x", NumberType.FLOAT32, ATOMS, Extent.fixed(AtomGraph.FEATURES)),
            TensorForm.of("edge_index", NumberType.INT64, Extent.fixed(2), EDGES),
            TensorForm.of("edge_attr", NumberType.FLOAT32, EDGES, Extent.fixed(AtomGraph.BOND_TYPES)),
            TensorForm.of("batch", NumberType.INT64, ATOMS));

    private final StemMask mask;

    /** Makes inputs that mark free stems, as the proxies that come with molecules want it. */
    public GraphInputs() {
        this(StemMask.FREE);
    }

    /**
     * Makes inputs.
     *
     * @param mask which atoms the last feature marks
     */
    public GraphInputs(StemMask mask) {
        this.mask = mask;
    }

    @Override
    public String identity() {
        return "atom-graph-" + AtomGraph.FEATURES + " stems=" + mask.text();
    }

    @Override
    public String noun() {
        return "molecules";
    }

    @Override
    public List<TensorForm> tensors() {
        return FORMS;
    }

    @Override
    public List<TensorData> encode(List<AssembledMolecule> molecules) {
        List<AtomGraph> graphs = new ArrayList<>(molecules.size());
        int atoms = 0;
        int bonds = 0;
        for (AssembledMolecule molecule : molecules) {
            int[] atomsOfGraph = Hydrogens.others(molecule.molecule());
            AtomGraph graph = AtomGraphs.of(molecule)
                    .inOrder(Arrays.stream(ordered(molecule).atoms())
                            .map(atom -> Arrays.binarySearch(atomsOfGraph, atom))
                            .filter(atom -> atom >= 0)
                            .toArray());
            graphs.add(graph);
            atoms += graph.atoms();
            bonds += graph.bonds();
        }
        return new Packing(graphs, atoms, 2 * bonds).tensors(mask);
    }

    @Override
    public RewardKey key(AssembledMolecule molecule) {
        CanonicalSmiles ordered = ordered(molecule);
        String marks = Arrays.stream(ordered.places(marked(molecule)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
        return new RewardKey(ordered.smiles(), marks);
    }

    private CanonicalSmiles ordered(AssembledMolecule molecule) {
        return Smiles.ordered(molecule.molecule(), marked(molecule));
    }

    private int[] marked(AssembledMolecule molecule) {
        return mask == StemMask.FREE ? molecule.stemAtoms() : new int[0];
    }

    @Override
    public List<AssembledMolecule> samples() {
        return SampleMolecules.all();
    }

    /** Writes graphs one after the other. */
    private record Packing(List<AtomGraph> graphs, int atoms, int edges) {

        List<TensorData> tensors(StemMask mask) {
            float[] features = new float[atoms * AtomGraph.FEATURES];
            long[] index = new long[2 * edges];
            float[] types = new float[edges * AtomGraph.BOND_TYPES];
            long[] molecules = new long[atoms];
            int atom = 0;
            int edge = 0;
            for (int molecule = 0; molecule < graphs.size(); molecule++) {
                AtomGraph graph = graphs.get(molecule);
                float[] own = graph.features(mask);
                System.arraycopy(own, 0, features, atom * AtomGraph.FEATURES, own.length);
                int[] ends = graph.bondAtoms();
                int[] bondTypes = graph.bondTypes();
                for (int bond = 0; bond < bondTypes.length; bond++) {
                    for (int side = 0; side < 2; side++, edge++) {
                        index[edge] = (long) atom + ends[2 * bond + side];
                        index[edges + edge] = (long) atom + ends[2 * bond + 1 - side];
                        types[edge * AtomGraph.BOND_TYPES + bondTypes[bond]] = 1;
                    }
                }
                Arrays.fill(molecules, atom, atom + graph.atoms(), molecule);
                atom += graph.atoms();
            }
            return List.of(
                    TensorData.of(features, atoms, AtomGraph.FEATURES),
                    TensorData.of(index, 2, edges),
                    TensorData.of(types, edges, AtomGraph.BOND_TYPES),
                    TensorData.of(molecules, atoms));
        }
    }
}
