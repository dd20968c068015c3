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
 * uniformly. Climbing ones are proposals of Markov chains that start at random ones: a proposal takes some blocks
 * away and adds others by the environment's own actions, and is accepted with probability min(1, exp((s′ − s)/T)) for scores
 * s and s′, so that high scores, which random building hardly meets, are there in any number. Where s is not the score of the
 * proxy itself but of another one that imitates it, the chains find what the other one takes for better than it is. No
 * molecule is built twice.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TeacherTable {

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
            scoreAll(teacher, molecules).stream().flatMap(Optional::stream).forEach(scored -> keep(scored, all));
        }
        return all;
    }

    /**
     * Builds molecules by chains that climb the score of this table's proxy.
     *
     * @param climb how they climb
     * @param count how many; must be far fewer than there are
     * @return different molecules, also from all those before, in the order in which they were proposed
     */
    public List<Scored> climbing(Climb climb, int count) {
        return climbing(teacher, climb, count);
    }

    /**
     * Builds molecules by chains that climb the score of another proxy.
     *
     * @param guide whose score is climbed; it scores with the stem mask of this table
     * @param climb how they climb
     * @param count how many; must be far fewer than there are
     * @return different molecules, also from all those before, in the order in which they were proposed, with the scores of
     *     this table's proxy
     */
    public List<Scored> climbing(Proxy guide, Climb climb, int count) {
        List<Scored> all = new ArrayList<>();
        double ratio = climb.highest() / climb.lowest();
        while (all.size() < count) {
            double[] temperatures = random.doubles(climb.chains())
                    .map(share -> climb.lowest() * Math.pow(ratio, share))
                    .toArray();
            List<BlockMolecule> starts = new ArrayList<>();
            for (int chain = 0; chain < climb.chains(); chain++) {
                starts.add(anyMolecule());
            }
            List<Optional<Scored>> states = new ArrayList<>(scoreAll(guide, starts));
            for (int step = 0; step < climb.steps() && all.size() < count; step++) {
                step(guide, climb.changed(), states, temperatures, all, count);
            }
        }
        return guide == teacher ? all : scoredByTeacher(all);
    }

    private void step(
            Proxy guide,
            int blocks,
            List<Optional<Scored>> states,
            double[] temperatures,
            List<Scored> all,
            int count) {
        List<BlockMolecule> proposals = new ArrayList<>();
        for (Optional<Scored> state : states) {
            proposals.add(
                    state.map(scored -> changed(scored.molecule(), blocks)).orElseGet(this::anyMolecule));
        }
        List<Optional<Scored>> scored = scoreAll(guide, proposals);
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

    private List<Scored> scoredByTeacher(List<Scored> molecules) {
        double[] scores = teacher.score(molecules.stream().map(Scored::graph).toList(), mask);
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            all.add(new Scored(molecules.get(i).molecule(), molecules.get(i).graph(), scores[i]));
        }
        return all;
    }

    private void keep(Scored scored, List<Scored> all) {
        if (built.add(scored.molecule())) {
            all.add(scored);
        }
    }

    private BlockMolecule anyMolecule() {
        return grown(environment.source(), random.nextInt(environment.minBlocks(), environment.maxBlocks() + 1));
    }

    /** Takes one to so many blocks away and adds others, in all as many blocks as are drawn uniformly. */
    private BlockMolecule changed(BlockMolecule molecule, int blocks) {
        BlockMolecule state = molecule;
        int left = Math.max(0, molecule.size() - random.nextInt(1, blocks + 1));
        while (state.size() > left) {
            List<InEdge<BlockMolecule>> edges = environment.inEdges(state);
            state = edges.get(random.nextInt(edges.size())).parent();
        }
        int most = Math.min(environment.maxBlocks(), left + blocks + 1);
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

    /** Scores molecules; one that is impossible stays without. */
    private List<Optional<Scored>> scoreAll(Proxy proxy, List<BlockMolecule> molecules) {
        List<Optional<AssembledMolecule>> assembled =
                molecules.stream().map(assembler::assemble).toList();
        List<AtomGraph> graphs =
                assembled.stream().flatMap(Optional::stream).map(AtomGraphs::of).toList();
        double[] scores = proxy.score(graphs, mask);
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
