package org.gfn4j.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.Choice;
import org.gfn4j.model.Direction;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.Rollout;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;

/**
 * Moves that are learned by imitating those that paid, MARS (Xie et al. 2021, arXiv 2103.10432; on the hypergrid as in Bengio
 * et al. 2021).
 *
 * <p>An object grows or shrinks with probability ½ each, where it can do both. Which edge it grows along is drawn from P_F
 * given that it does not stop, which edge it goes back along from P_B, both of one model with a learned backward policy. Moves
 * with R′ &gt; R, and a share of the others, are remembered; each iteration takes some steps of Adam down
 * −log P_F or −log P_B of moves drawn uniformly from them. That makes stopping ever less likely, so that P_F becomes what is
 * drawn from.
 *
 * <p>As in both codes the ratio of proposals is left out of the acceptance, so the chains do not have R as their stationary
 * distribution.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class ImitatingProposals<S> implements Proposals<S> {
    private static final Set<Need> NEEDS = Set.of(Need.TRANSITIONS);

    private final DiscreteEnvironment<S> environment;
    private final Editing<S> editing;
    private final FlowModel<S> model;
    private final TrainingSettings settings;
    private final Imitation imitation;
    private final RandomStreams streams;
    private final ReplayBuffer<S> growing;
    private final ReplayBuffer<S> shrinking;

    /**
     * How moves are imitated.
     *
     * @param steps how many steps an iteration takes, at least 1
     * @param batch how many moves a step learns from, at least 1
     * @param share the share of moves that are remembered though they did not pay, in [0, 1]
     * @param capacity how many moves of each direction are remembered, the newest, at least 1
     */
    public record Imitation(int steps, int batch, double share, int capacity) {

        /**
         * Makes settings.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Imitation {
            if (steps < 1 || batch < 1 || capacity < 1 || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("imitation must have at least 1 step, a batch and a capacity of at"
                        + " least 1 and a share in [0, 1], but has " + steps + " steps, a batch of " + batch
                        + ", a capacity of " + capacity + " and a share of " + share);
            }
        }
    }

    /**
     * Makes proposals.
     *
     * @param environment the space of objects
     * @param model what is learned, with a learned backward policy
     * @param settings how it learns
     * @param imitation what it learns from
     * @param streams where the random numbers come from
     */
    public ImitatingProposals(
            DiscreteEnvironment<S> environment,
            FlowModel<S> model,
            TrainingSettings settings,
            Imitation imitation,
            RandomStreams streams) {
        this.environment = environment;
        this.editing = new Editing<>(environment);
        this.model = model;
        this.settings = settings;
        this.imitation = imitation;
        this.streams = streams;
        this.growing = new ReplayBuffer<>(ReplayBuffer.Kind.FIFO, imitation.capacity());
        this.shrinking = new ReplayBuffer<>(ReplayBuffer.Kind.FIFO, imitation.capacity());
    }

    @Override
    public List<Edit<S>> propose(List<S> states, Exploration exploration, List<RandomGenerator> generators) {
        List<Integer> toGrow = new ArrayList<>();
        List<Integer> toShrink = new ArrayList<>();
        List<Edit<S>> edits = new ArrayList<>(states.size());
        for (int chain = 0; chain < states.size(); chain++) {
            S state = states.get(chain);
            boolean canGrow = editing.growCount(state) > 0;
            boolean canShrink = !editing.shrinking(state).isEmpty();
            edits.add(new Edit<>(state, state, true, 0, 0)); // stays where it can do neither
            if (canGrow && (!canShrink || generators.get(chain).nextBoolean())) {
                toGrow.add(chain);
            } else if (canShrink) {
                toShrink.add(chain);
            }
        }
        grow(states, toGrow, exploration.epsilon(), generators, edits);
        shrink(states, toShrink, exploration.epsilon(), generators, edits);
        return edits;
    }

    private void grow(
            List<S> states,
            List<Integer> chains,
            double epsilon,
            List<RandomGenerator> generators,
            List<Edit<S>> edits) {
        if (chains.isEmpty()) {
            return;
        }
        List<S> chosen = chains.stream().map(states::get).toList();
        Ragged logits = model.scores(Trajectories.ofStates(chosen), Set.of(Need.OUT_EDGES))
                .outEdges();
        for (int row = 0; row < chosen.size(); row++) {
            S state = chosen.get(row);
            RandomGenerator generator = generators.get(chains.get(row));
            int count = editing.growCount(state);
            int index = generator.nextDouble() < epsilon
                    ? generator.nextInt(count)
                    : draw(logits, row, state, count, generator.nextDouble());
            edits.set(chains.get(row), unweighted(editing.grow(state, editing.growAction(state, index))));
        }
    }

    /** Draws from the softmax of the edges that are not the stop edge. */
    private int draw(Ragged logits, int row, S state, int count, double uniform) {
        double[] probabilities = new double[count];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            probabilities[i] = logits.values()[logits.start(row) + editing.growAction(state, i)];
            largest = Math.max(largest, probabilities[i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            probabilities[i] = Math.exp(probabilities[i] - largest);
            sum += probabilities[i];
        }
        if (!Double.isFinite(sum)) {
            throw new IllegalStateException(
                    "the logits of the moves of " + state + " must be finite; the model has diverged");
        }
        double cumulative = 0;
        for (int i = 0; i < count; i++) {
            cumulative += probabilities[i] / sum;
            if (uniform < cumulative) {
                return i;
            }
        }
        return count - 1;
    }

    private void shrink(
            List<S> states,
            List<Integer> chains,
            double epsilon,
            List<RandomGenerator> generators,
            List<Edit<S>> edits) {
        if (chains.isEmpty()) {
            return;
        }
        List<S> chosen = chains.stream().map(states::get).toList();
        double[] uniforms = chains.stream()
                .mapToDouble(chain -> generators.get(chain).nextDouble())
                .toArray();
        try (Rollout<S> rollout = model.rollout(Direction.BACKWARD, new Exploration(epsilon, 1))) {
            Choice<S> choice = rollout.choose(chosen, uniforms);
            int[] actions = ((IntActions) choice.actions()).values();
            for (int row = 0; row < chosen.size(); row++) {
                InEdge<S> edge = new InEdge<>(choice.states().get(row), actions[row]);
                edits.set(chains.get(row), unweighted(editing.shrink(chosen.get(row), edge)));
            }
        }
    }

    private static <S> Edit<S> unweighted(Edit<S> edit) {
        return new Edit<>(edit.from(), edit.to(), edit.grows(), edit.action(), 0);
    }

    @Override
    public double told(long iteration, List<Edit<S>> edits, double[] before, double[] after) {
        for (int chain = 0; chain < edits.size(); chain++) {
            Edit<S> edit = edits.get(chain);
            boolean anyway =
                    streams.generator(Purpose.IMITATION, iteration, -1L - chain).nextDouble() < imitation.share();
            if (!edit.from().equals(edit.to()) && (after[chain] > before[chain] || anyway)) {
                (edit.grows() ? growing : shrinking).add(row(edit, after[chain]), after[chain]);
            }
        }
        if (growing.size() + shrinking.size() == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int step = 0; step < imitation.steps(); step++) {
            sum += learn(iteration, streams.generator(Purpose.IMITATION, iteration, step));
        }
        return sum / imitation.steps();
    }

    private Trajectories<S> row(Edit<S> edit, double logReward) {
        boolean complete = environment.isTerminal(edit.child());
        Layout layout = new Layout(
                new int[] {0, 1}, new boolean[] {false}, new Ending[] {complete ? Ending.COMPLETED : Ending.OPEN});
        return new Trajectories<>(
                layout,
                List.of(edit.parent(), edit.child()),
                new IntActions(new int[] {edit.action()}),
                new double[] {complete ? logReward : Double.NaN},
                null);
    }

    private double learn(long iteration, RandomGenerator generator) {
        List<Trajectories<S>> grown = new ArrayList<>();
        List<Trajectories<S>> shrunk = new ArrayList<>();
        for (int i = 0; i < imitation.batch(); i++) {
            boolean grows = generator.nextInt(growing.size() + shrinking.size()) < growing.size();
            (grows ? grown : shrunk)
                    .add((grows ? growing : shrinking).draw(generator).row());
        }
        int growths = grown.size();
        grown.addAll(shrunk);
        double loss;
        try (ScoredBatch scored = model.score(Trajectories.concatenate(grown), NEEDS)) {
            Scores scores = scored.scores();
            ScoreGradients gradients = new ScoreGradients(scores);
            loss = negativeLogLikelihood(scores, growths, gradients);
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss of imitation in iteration " + iteration + " is " + loss
                        + " and must be finite; the model has diverged: lower the learning rate");
            }
            scored.backward(gradients);
        }
        settings.step(model.parameters(), iteration);
        return loss;
    }

    /** The mean of −log P_F over the first rows, which grow, and −log P_B over the others, and its derivatives. */
    static double negativeLogLikelihood(Scores scores, int growths, ScoreGradients gradients) {
        Layout layout = scores.layout();
        int rows = layout.trajectories();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int transition = layout.firstTransition(row);
            if (row < growths) {
                sum -= scores.logForward()[transition];
                gradients.logForward()[transition] -= 1.0 / rows;
            } else {
                sum -= scores.logBackward()[transition];
                gradients.logBackward()[transition] -= 1.0 / rows;
            }
        }
        return sum / rows;
    }

    @Override
    public Optional<FlowModel<S>> model() {
        return Optional.of(model);
    }

    @Override
    public Memory<S> memory() {
        return new Memory<>(growing.entries(), shrinking.entries());
    }

    @Override
    public void restore(Memory<S> before) {
        growing.restore(before.growing());
        shrinking.restore(before.shrinking());
    }
}
