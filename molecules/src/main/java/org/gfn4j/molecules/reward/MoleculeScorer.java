package org.gfn4j.molecules.reward;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.proxy.AtomGraph;
import org.gfn4j.molecules.proxy.AtomGraphs;
import org.gfn4j.molecules.proxy.Proxy;
import org.gfn4j.molecules.proxy.StemMask;
import org.openscience.cdk.interfaces.IAtomContainer;

/** Scores molecules that are possible; safe for any number of threads until it is closed. */
interface MoleculeScorer extends AutoCloseable {

    /** Returns the score of each molecule, [molecules]. */
    double[] score(List<AssembledMolecule> molecules);

    @Override
    default void close() {}

    /** Scores with a function of the molecule. */
    static MoleculeScorer of(ToDoubleFunction<IAtomContainer> function) {
        return molecules -> molecules.stream()
                .mapToDouble(molecule -> function.applyAsDouble(molecule.molecule()))
                .toArray();
    }

    /** Scores with a network, which is closed with the scorer. */
    static MoleculeScorer of(Proxy proxy, StemMask mask) {
        return new MoleculeScorer() {
            @Override
            public double[] score(List<AssembledMolecule> molecules) {
                List<AtomGraph> graphs = molecules.stream().map(AtomGraphs::of).toList();
                return proxy.score(
                        graphs,
                        mask,
                        i -> "'" + Smiles.canonical(molecules.get(i).molecule()) + "'");
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }
}
