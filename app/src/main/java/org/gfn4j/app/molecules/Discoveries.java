package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gfn4j.evaluation.Mean;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Smiles;
import org.jspecify.annotations.Nullable;

/**
 * All finished states that have been produced, each once, and the molecules that they are: states of the same canonical
 * SMILES are one molecule, whose reward is the best of theirs.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
final class Discoveries {
    private static final List<Integer> TOPS = List.of(10, 100, 1000);

    /** The order of molecules: the best first, and equally good ones by their SMILES. */
    private static final Comparator<FoundMolecule> BEST_FIRST = Comparator.comparingDouble(FoundMolecule::reward)
            .reversed()
            .thenComparing(found -> Objects.requireNonNull(found.smiles()));

    private final MoleculeAssembler assembler;
    private final Map<BlockMolecule, FoundMolecule> states = new LinkedHashMap<>();
    private final Map<String, FoundMolecule> molecules = new HashMap<>();
    private long visits;
    private long impossibleVisits;

    /**
     * Starts without any.
     *
     * @param assembler joins the atoms of states
     */
    Discoveries(MoleculeAssembler assembler) {
        this.assembler = assembler;
    }

    /**
     * Takes in a state that has been produced.
     *
     * @param iteration how many iterations are done
     * @param state the state
     * @param reward its raw reward
     * @return what has been found where the state is new, else null
     */
    @Nullable
    FoundMolecule visit(long iteration, BlockMolecule state, double reward) {
        FoundMolecule known = states.get(state);
        FoundMolecule found = known == null ? new FoundMolecule(iteration, state, reward, smiles(state)) : known;
        visits++;
        if (found.smiles() == null) {
            impossibleVisits++;
        }
        if (known != null) {
            return null;
        }
        add(found);
        return found;
    }

    /** Returns the canonical SMILES of a state; null where its atoms cannot be joined so. */
    private @Nullable String smiles(BlockMolecule state) {
        return assembler
                .assemble(state)
                .map(assembled -> Smiles.canonical(assembled.molecule()))
                .orElse(null);
    }

    private void add(FoundMolecule found) {
        states.put(found.state(), found);
        if (found.smiles() != null) {
            molecules.merge(found.smiles(), found, (old, own) -> own.reward() > old.reward() ? own : old);
        }
    }

    /**
     * Goes back to what had been found earlier.
     *
     * @param found the states, in the order in which they were found
     * @param visitsBefore what {@link #visits} was
     * @param impossibleBefore what {@link #impossibleVisits} was
     */
    void restore(Collection<FoundMolecule> found, long visitsBefore, long impossibleBefore) {
        states.clear();
        molecules.clear();
        found.forEach(this::add);
        visits = visitsBefore;
        impossibleVisits = impossibleBefore;
    }

    /** Returns how many states have been produced, repetitions included. */
    long visits() {
        return visits;
    }

    /** Returns how many of them were impossible. */
    long impossibleVisits() {
        return impossibleVisits;
    }

    /** Returns the different molecules, the best first. */
    List<FoundMolecule> bestFirst() {
        List<FoundMolecule> sorted = new ArrayList<>(molecules.values());
        sorted.sort(BEST_FIRST);
        return Collections.unmodifiableList(sorted);
    }

    /** Returns the figures that are cheap; a mean over more molecules than there are is null. */
    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("distinctMolecules", molecules.size());
        figures.put("distinctStates", states.size());
        figures.put("invalidFraction", visits == 0 ? null : (double) impossibleVisits / visits);
        List<FoundMolecule> sorted = bestFirst().stream()
                .filter(found -> Double.isFinite(found.reward()))
                .toList();
        for (int top : TOPS) {
            figures.put(topName(top), sorted.size() < top ? null : meanRawReward(sorted.subList(0, top)));
        }
        return figures;
    }

    /** Returns the name of the mean raw reward of the best molecules. */
    static String topName(int top) {
        return "rawRewardTop" + top;
    }

    private static double meanRawReward(List<FoundMolecule> found) {
        return Mean.of(found.stream().mapToDouble(FoundMolecule::reward).toArray());
    }
}
