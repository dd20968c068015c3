package org.gfn4j.molecules.proxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.InEdge;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;

/**
 * Builds molecules and has a proxy score them, as a table that a smaller proxy can learn from.
 *
 * <p>Molecules come in two ways. Random ones have a number of blocks drawn uniformly, each added by an action drawn
 * uniformly. Climbing ones are proposals of Markov chains that start at random ones: a proposal takes one to three blocks
 * away and adds others by the environment's own actions, and is accepted with probability min(1, exp((s′ − s)/T)) for scores
 * s and s′, so that high scores, which random building hardly meets, are there in any number. No molecule is built twice.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TeacherTable {
    private static final int CHAINS = 128;
    private static final int STEPS_OF_A_CHAIN = 64;
    private static final int MOST_TAKEN_AWAY = 3;
    private static final double LOWEST_TEMPERATURE = 0.05;
    private static final double HIGHEST_TEMPERATURE = 0.8;

    private final Proxy teacher;
    private final StemMask mask;
    private final MoleculeEnvironment environment;
    private final MoleculeAssembler assembler;
    private final RandomGenerator random;
    private final Set<BlockMolecule> built = new HashSet<>();

    /**
     * Makes a table without molecules.
     *
     * @param teacher the proxy that scores
     * @param mask the stem mask it scores with
     * @param environment how molecules are built
     * @param random draws
     */
    public TeacherTable(Proxy teacher, StemMask mask, MoleculeEnvironment environment, RandomGenerator random) {
        this.teacher = teacher;
        this.mask = mask;
        this.environment = environment;
        this.assembler = new MoleculeAssembler(environment.vocabulary());
        this.random = random;
    }

    /**
     * A molecule with its score.
     *
     * @param molecule the molecule
     * @param graph its atoms
     * @param score the score of the teacher
     */
    public record Scored(BlockMolecule molecule, AtomGraph graph, double score) {
        /**
         * Returns the row of a training table.
         *
         * @return a row named after the molecule
         */
        public ProxyTable.Row row() {
            return new ProxyTable.Row(molecule.toString(), graph, score);
        }
    }

    /**
     * Returns a table without molecules that gives none of those that this one has built so far.
     *
     * @param draws draws
     * @return another table of the same teacher
     */
    public TeacherTable another(RandomGenerator draws) {
        TeacherTable other = new TeacherTable(teacher, mask, environment, draws);
        other.built.addAll(built);
        return other;
    }

    /**
     * Builds random molecules.
     *
     * @param count how many; must be far fewer than there are
     * @return different molecules, also from all those before
     */
    public List<Scored> random(int count) {
        List<Scored> all = new ArrayList<>();
        while (all.size() < count) {
            List<BlockMolecule> molecules = new ArrayList<>();
            for (int i = 0; i < count - all.size(); i++) {
                molecules.add(anyMolecule());
            }
            score(molecules).forEach(scored -> keep(scored, all));
        }
        return all;
    }

    /**
     * Builds molecules by chains that climb.
     *
     * @param count how many; must be far fewer than there are
     * @return different molecules, also from all those before, in the order in which they were proposed
     */
    public List<Scored> climbing(int count) {
        List<Scored> all = new ArrayList<>();
        while (all.size() < count) {
            double[] temperatures = random.doubles(CHAINS)
                    .map(share -> LOWEST_TEMPERATURE * Math.pow(HIGHEST_TEMPERATURE / LOWEST_TEMPERATURE, share))
                    .toArray();
            List<BlockMolecule> starts = new ArrayList<>();
            for (int chain = 0; chain < CHAINS; chain++) {
                starts.add(anyMolecule());
            }
            List<Optional<Scored>> states = new ArrayList<>(scoreAll(starts));
            for (int step = 0; step < STEPS_OF_A_CHAIN && all.size() < count; step++) {
                climb(states, temperatures, all, count);
            }
        }
        return all;
    }

    private void climb(List<Optional<Scored>> states, double[] temperatures, List<Scored> all, int count) {
        List<BlockMolecule> proposals = new ArrayList<>();
        for (Optional<Scored> state : states) {
            proposals.add(state.map(scored -> changed(scored.molecule())).orElseGet(this::anyMolecule));
        }
        List<Optional<Scored>> scored = scoreAll(proposals);
        for (int chain = 0; chain < states.size(); chain++) {
            double threshold = random.nextDouble();
            Optional<Scored> proposal = scored.get(chain);
            if (proposal.isEmpty()) {
                continue;
            }
            if (all.size() < count) {
                keep(proposal.get(), all);
            }
            double before = states.get(chain).map(Scored::score).orElse(Double.NEGATIVE_INFINITY);
            if (threshold < Math.exp((proposal.get().score() - before) / temperatures[chain])) {
                states.set(chain, proposal);
            }
        }
    }

    private void keep(Scored scored, List<Scored> all) {
        if (built.add(scored.molecule())) {
            all.add(scored);
        }
    }

    private BlockMolecule anyMolecule() {
        return grown(environment.source(), random.nextInt(environment.minBlocks(), environment.maxBlocks() + 1));
    }

    /** Takes blocks away and adds others, in all as many blocks as are drawn uniformly. */
    private BlockMolecule changed(BlockMolecule molecule) {
        BlockMolecule state = molecule;
        int left = Math.max(0, molecule.size() - random.nextInt(1, MOST_TAKEN_AWAY + 1));
        while (state.size() > left) {
            List<InEdge<BlockMolecule>> edges = environment.inEdges(state);
            state = edges.get(random.nextInt(edges.size())).parent();
        }
        int most = Math.min(environment.maxBlocks(), left + MOST_TAKEN_AWAY + 1);
        int least = Math.min(most, Math.max(environment.minBlocks(), left + 1));
        return grown(state, random.nextInt(least, most + 1));
    }

    /** Adds blocks until there are so many or no more can be added, and stops. */
    private BlockMolecule grown(BlockMolecule start, int blocks) {
        BlockMolecule state = start;
        while (!environment.isTerminal(state) && state.size() < blocks) {
            int first = environment.stopAction(state) + 1;
            state = environment.child(state, random.nextInt(first, environment.actionCount(state)));
        }
        boolean stop = !environment.isTerminal(state) && environment.stopAction(state) >= 0;
        return stop ? environment.child(state, environment.stopAction(state)) : state;
    }

    private List<Scored> score(List<BlockMolecule> molecules) {
        return scoreAll(molecules).stream().flatMap(Optional::stream).toList();
    }

    /** Scores molecules; one that is impossible stays without. */
    private List<Optional<Scored>> scoreAll(List<BlockMolecule> molecules) {
        List<Optional<AssembledMolecule>> assembled =
                molecules.stream().map(assembler::assemble).toList();
        List<AtomGraph> graphs =
                assembled.stream().flatMap(Optional::stream).map(AtomGraphs::of).toList();
        double[] scores = teacher.score(graphs, mask);
        List<Optional<Scored>> all = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < molecules.size(); i++) {
            if (assembled.get(i).isPresent()) {
                all.add(Optional.of(new Scored(molecules.get(i), graphs.get(at), scores[at])));
                at++;
            } else {
                all.add(Optional.empty());
            }
        }
        return all;
    }
}
