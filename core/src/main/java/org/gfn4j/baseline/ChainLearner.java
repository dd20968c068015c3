package org.gfn4j.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.Exploration;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.text.Checks;
import org.gfn4j.training.Learner;
import org.gfn4j.training.TrainingStep;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;

/**
 * Chains of objects that are edited: every iteration proposes a move for each chain, asks for its reward, and goes there with
 * probability min(1, (R′/R)^(1/T) · q(x|x′)/q(x′|x)), as the proposals have their ratio.
 *
 * <p>Temperature T is that of the exploration; one that falls anneals the chains. The first iteration asks for the rewards
 * of the objects that the chains start from, which are the first that can be finished on a random way from the source.
 * Where the budget of the log-reward does not allow all requests of an iteration, the last chains stay where they are, or
 * start in a later iteration of a resumed run.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class ChainLearner<S> implements Learner<S> {
    private final Editing<S> editing;
    private final DiscreteEnvironment<S> environment;
    private final Proposals<S> proposals;
    private final LogReward<S> logReward;
    private final int chains;
    private final Counting counting;
    private final ExplorationSchedule exploration;
    private final RandomStreams streams;
    private List<S> states = List.of();
    private double[] logRewards = {};

    /**
     * Makes chains.
     *
     * @param environment the space of objects
     * @param proposals what the chains try
     * @param logReward the log-reward of finished objects
     * @param chains how many chains there are, at least 1
     * @param counting what counts as a visit
     * @param exploration how far proposals depart from what was learned, and the temperature of the acceptance
     * @param streams where the random numbers come from
     * @throws IllegalArgumentException if there is no chain
     */
    public ChainLearner(
            DiscreteEnvironment<S> environment,
            Proposals<S> proposals,
            LogReward<S> logReward,
            int chains,
            Counting counting,
            ExplorationSchedule exploration,
            RandomStreams streams) {
        Checks.requireAtLeast("chains", chains, 1);
        this.editing = new Editing<>(environment);
        this.environment = environment;
        this.proposals = proposals;
        this.logReward = logReward;
        this.chains = chains;
        this.counting = counting;
        this.exploration = exploration;
        this.streams = streams;
    }

    /**
     * Returns what the chains try.
     *
     * @return the proposals
     */
    public Proposals<S> proposals() {
        return proposals;
    }

    @Override
    public TrainingStep<S> step(long iteration) {
        return states.size() < chains ? start(iteration) : move(iteration, logReward.allowed(chains));
    }

    private List<RandomGenerator> generators(long iteration, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(chain -> streams.generator(Purpose.CHAINS, iteration, chain))
                .toList();
    }

    private TrainingStep<S> start(long iteration) {
        int from = states.size();
        List<S> started = generators(iteration, from, logReward.allowed(chains - from)).stream()
                .map(editing::start)
                .toList();
        double[] rewards = logReward.evaluate(finished(started));
        states = Stream.of(states, started).flatMap(List::stream).toList();
        logRewards = DoubleStream.concat(DoubleStream.of(logRewards), DoubleStream.of(rewards))
                .toArray();
        return new TrainingStep<>(iteration, Batch.produced(rows(started, rewards)), Double.NaN, Double.NaN);
    }

    /** Moves the first chains. */
    private TrainingStep<S> move(long iteration, int count) {
        List<RandomGenerator> generators = generators(iteration, 0, count);
        Exploration present = exploration.at(iteration);
        List<Edit<S>> edits = proposals.propose(states.subList(0, count), present, generators);
        double[] after =
                logReward.evaluate(finished(edits.stream().map(Edit::to).toList()));
        List<S> next = new ArrayList<>(states);
        double[] nextRewards = logRewards.clone();
        List<S> visited = new ArrayList<>();
        List<Double> visitedRewards = new ArrayList<>();
        for (int chain = 0; chain < count; chain++) {
            double logAcceptance = difference(after[chain], logRewards[chain]) / present.temperature()
                    + edits.get(chain).logRatio();
            boolean accepted = Math.log(generators.get(chain).nextDouble()) < logAcceptance;
            if (accepted) {
                next.set(chain, edits.get(chain).to());
                nextRewards[chain] = after[chain];
            }
            if (accepted || counting == Counting.ALL) {
                visited.add(next.get(chain));
                visitedRewards.add(nextRewards[chain]);
            }
        }
        double loss = proposals.told(iteration, edits, logRewards, after);
        states = List.copyOf(next);
        logRewards = nextRewards;
        double[] rewards =
                visitedRewards.stream().mapToDouble(Double::doubleValue).toArray();
        return new TrainingStep<>(iteration, Batch.produced(rows(visited, rewards)), loss, Double.NaN);
    }

    /** Two rewards of 0 are equally good. */
    private static double difference(double after, double before) {
        return after == before ? 0 : after - before;
    }

    private List<S> finished(List<S> unfinished) {
        return unfinished.stream().map(editing::finished).toList();
    }

    /** Visits as rows of one terminal state each. */
    private Trajectories<S> rows(List<S> visited, double[] rewards) {
        Ending[] endings = new Ending[visited.size()];
        Arrays.setAll(endings, row -> environment.isTerminal(visited.get(row)) ? Ending.COMPLETED : Ending.STOPPED);
        Layout layout = new Layout(new int[endings.length + 1], new boolean[endings.length], endings);
        return new Trajectories<>(layout, finished(visited), new IntActions(new int[0]), rewards, null);
    }

    /**
     * Returns where the chains are.
     *
     * @return what {@link #restore} takes, for a checkpoint
     */
    public Position<S> position() {
        return new Position<>(states, logRewards.clone());
    }

    /**
     * Goes back to an earlier state of a run.
     *
     * @param before what {@link #position} was
     * @throws IllegalArgumentException if it is that of more chains
     */
    public void restore(Position<S> before) {
        int count = before.states().size();
        if (count > chains || count != before.logRewards().length) {
            throw new IllegalArgumentException(chains + " chains cannot be put back to " + count + " states with "
                    + before.logRewards().length + " log-rewards");
        }
        states = List.copyOf(before.states());
        logRewards = before.logRewards().clone();
    }

    /**
     * Where chains are.
     *
     * @param states the state of each chain that has started
     * @param logRewards the log-reward of what each stands for, natural logs, as many
     * @param <S> the type of a state
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between a run and its checkpoint, compared by nobody
    public record Position<S>(List<S> states, double[] logRewards) {}
}
