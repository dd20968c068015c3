package org.gfn4j.app.molecules;

import java.util.List;
import org.gfn4j.model.Engine;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.PerceptronEngine;
import org.gfn4j.model.StateEncoder;
import org.gfn4j.molecules.*;
import org.gfn4j.molecules.chemistry.*;
import org.gfn4j.network.SparseRows;
import org.gfn4j.network.Activation;
import org.gfn4j.reward.Reward;

final class StandIns {
    private StandIns() {}

    static Reward<BlockMolecule> reward(BlockVocabulary vocabulary) {
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        Qed qed = new Qed(new Descriptors());
        return Reward.of(m -> assembler.assemble(m).map(a -> qed.of(a.molecule())).orElse(Double.NEGATIVE_INFINITY));
    }

    static Engine<BlockMolecule> engine(MoleculeEnvironment environment, int width) {
        int entries = environment.vocabulary().entries().size();
        int types = environment.vocabulary().attachmentTypes();
        return new PerceptronEngine<>(environment, new StateEncoder<BlockMolecule>() {
            @Override public int inputs() { return environment.vocabulary().fragments() + types; }
            @Override public void encode(BlockMolecule s, SparseRows row) {
                java.util.TreeMap<Integer,Integer> c = new java.util.TreeMap<>();
                for (int b = 0; b < s.size(); b++) c.merge(s.fragment(b), 1, Integer::sum);
                for (Stem st : s.stems()) c.merge(environment.vocabulary().fragments() + environment.vocabulary().attachmentType(s.fragment(st.block()), st.atom()), 1, Integer::sum);
                c.forEach((k, v) -> row.add(k, v));
            }
            @Override public int forwardOutputs() { return 1 + entries * (types + 1); }
            @Override public int forwardOutput(BlockMolecule s, int action) {
                if (action == environment.stopAction(s)) return 0;
                int entry = environment.entryOf(s, action);
                if (s.size() == 0) return 1 + entry;
                Stem st = s.stems().get(environment.stemOf(s, action));
                int type = environment.vocabulary().attachmentType(s.fragment(st.block()), st.atom());
                return 1 + entries * (type + 1) + entry;
            }
            @Override public int backwardOutputs() { return 64; }
            @Override public int backwardOutput(BlockMolecule s, int inEdge) { return inEdge % 64; }
        }, new MlpFlowModel.Shape(width, 1, Activation.RELU));
    }
}
