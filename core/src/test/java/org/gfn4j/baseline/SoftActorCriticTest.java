package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.gfn4j.baseline.SoftActorCritic.Networks;
import org.gfn4j.evaluation.GraphPolicies;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.network.Activation;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.ReplayForm;
import org.gfn4j.sampling.ReplaySource;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.NonFiniteLossException;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.training.TrainingStep;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoftActorCriticTest {
    private static final RandomStreams STREAMS = new RandomStreams(5);
    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final HypergridReward REWARD = HypergridReward.corners(GRID, 0.1, 0.5, 2);
    private static final StateGraph<Cell> GRAPH = StateGraph.of(GRID);

    /** At a temperature that stays, the optimum is that of dynamic programming. */
    @Test
    void learnsTheExactSoftOptimumFromReplayedTransitionsOfAnotherPolicy() {
        double temperature = 0.5;
        Networks<Cell> networks = tables();
        Sampler<Cell> sampler = new Sampler<>(networks.actor(), new LogReward<>(Reward.of(REWARD)));
        TrajectorySource<Cell> source = new ReplaySource<>(
                TrajectorySource.onPolicy(sampler, 4, ExplorationSchedule.constant(new Exploration(0.5, 1)), STREAMS),
                new ReplayBuffer<>(ReplayBuffer.Kind.FIFO, 2000),
                ReplayForm.TRANSITIONS,
                sampler,
                12,
                STREAMS);
        TrainingSettings settings = settings(2500, 0.05)
                .withSchedule(RateSchedule.COSINE)
                .withLogZLearningRate(1e-12)
                .withLogZ(Math.log(temperature));
        SoftActorCritic<Cell> learner =
                new SoftActorCritic<>(networks, source, Payment.LOG_REWARD, settings, 0.05, 0.98);
        new Trainer<>(learner, 2500).run();

        assertThat(learner.temperature()).isCloseTo(temperature, within(1e-6));
        SoftOptimum optimum = SoftOptimum.of(GRAPH, cell -> Math.log(REWARD.applyAsDouble(cell)), temperature);
        double[] policy = GraphPolicies.logForward(GRAPH, networks.actor());
        for (int edge = 0; edge < policy.length; edge++) {
            assertThat(Math.exp(policy[edge])).isCloseTo(Math.exp(optimum.logPolicy()[edge]), within(0.05));
        }
        for (FlowModel<Cell> critic : List.of(networks.critic1(), networks.critic2(), networks.target1())) {
            Ragged values = critic.scores(Trajectories.ofStates(GRAPH.states()), Set.of(Need.OUT_EDGES))
                    .outEdges();
            for (int edge = 0; edge < policy.length; edge++) {
                assertThat(values.values()[edge])
                        .as("Q of edge %d", edge)
                        .isCloseTo(optimum.values()[GRAPH.child(edge)], within(0.1));
            }
        }
    }

    @Test
    void findsABestCell() {
        Hypergrid grid = new Hypergrid(2, 8);
        HypergridReward reward = HypergridReward.corners(grid, 0.1, 0.5, 2);
        Networks<Cell> networks = networks(index -> new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                BackwardPolicy.UNIFORM,
                new MlpFlowModel.Shape(32, 2, Activation.RELU),
                STREAMS.generator(Purpose.INITIALISATION, 0, index)));
        SoftActorCritic<Cell> learner = new SoftActorCritic<>(
                networks,
                TrajectorySource.onPolicy(
                        new Sampler<>(networks.actor(), new LogReward<>(Reward.of(reward))), 16, STREAMS),
                Payment.REWARD,
                settings(300, 5e-3),
                0.02,
                0.2);
        new Trainer<>(learner, 300, step -> assertThat(step.logZ()).isNaN()).run();

        StateGraph<Cell> graph = StateGraph.of(grid);
        double[] logProbabilities =
                TerminalDistribution.of(graph, networks.actor()).logProbabilities();
        int likeliest = 0;
        for (int x = 0; x < logProbabilities.length; x++) {
            likeliest = logProbabilities[x] > logProbabilities[likeliest] ? x : likeliest;
        }
        assertThat(reward.applyAsDouble(graph.terminal(likeliest))).isCloseTo(2.6, within(1e-9));
    }

    /** One cell is the best and there is one way to it; among equally good actions no temperature lowers the entropy. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.7})
    void theTemperatureKeepsTheEntropyAtItsShare(double share) {
        Networks<Cell> networks = tables();
        List<Double> entropies = new ArrayList<>();
        LogReward<Cell> logReward =
                new LogReward<>(Reward.of(cell -> 2 + cell.coordinate(0) - 0.4 * cell.coordinate(1)));
        SoftActorCritic<Cell> learner = new SoftActorCritic<>(
                networks,
                TrajectorySource.onPolicy(new Sampler<>(networks.actor(), logReward), 16, STREAMS),
                Payment.REWARD,
                settings(2000, 0.02),
                0.05,
                share);
        new Trainer<>(learner, 2000, step -> {
                    if (step.iteration() >= 1500) {
                        entropies.add(
                                relativeEntropy(networks.actor(), step.batch().all()));
                    }
                })
                .run();

        assertThat(entropies.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isCloseTo(share, within(0.03));
        assertThat(learner.temperature()).isNotCloseTo(1, within(0.1));
    }

    /** Σ H(s) / Σ log(number of actions) over the transitions of a batch. */
    private static double relativeEntropy(FlowModel<Cell> actor, Trajectories<Cell> batch) {
        Scores scores = actor.scores(batch, Set.of(Need.ENTROPY, Need.OUT_EDGES));
        double sum = 0;
        double largest = 0;
        for (int state = 0; state < batch.layout().states(); state++) {
            int count = scores.outEdges().end(state) - scores.outEdges().start(state);
            sum += scores.entropy()[state];
            largest += count == 0 ? 0 : Math.log(count);
        }
        return sum / largest;
    }

    /** Each loss with what it does not differentiate held fixed, written down from its formula. */
    @Test
    void derivativesOfAllLossesEqualDifferences() {
        Layout layout = new Layout(new int[] {0, 2, 5, 6}, new boolean[] {true, true, false}, new Ending[] {
            Ending.STOPPED, Ending.COMPLETED, Ending.OPEN
        });
        int[] offsets = {0, 3, 5, 5, 8, 10, 11, 11, 14, 16};
        int[] actions = {2, 1, 0, 1, 0, 2};
        int[] states = {0, 1, 3, 4, 5, 7}; // where the transitions start
        double temperature = 0.4;
        double share = 0.7;
        Trajectories<Integer> batch = new Trajectories<>(
                layout,
                List.of(0, 1, 2, 3, 4, 5, 6, 7, 8),
                new IntActions(actions),
                new double[] {0.3, -0.4, Double.NaN},
                null);
        Scores actor = madeUp(batch, offsets, 1);
        Scores first = madeUp(batch, offsets, 2);
        Scores second = madeUp(batch, offsets, 3);
        SoftLosses.Pair targets = new SoftLosses.Pair(
                madeUp(batch, offsets, 4).outEdges(), madeUp(batch, offsets, 5).outEdges());
        SoftLosses.Pair critics = new SoftLosses.Pair(first.outEdges(), second.outEdges());
        SoftLosses losses =
                new SoftLosses(batch, actor.outEdges(), critics, targets, Payment.REWARD, temperature, share);
        ScoreGradients ofActor = new ScoreGradients(actor);
        ScoreGradients ofFirst = new ScoreGradients(first);
        ScoreGradients ofSecond = new ScoreGradients(second);
        losses.differentiate(ofActor, ofFirst, ofSecond);

        double[] aims = {
            -soft(actor.outEdges(), targets, 1, temperature),
            Math.exp(0.3),
            -soft(actor.outEdges(), targets, 4, temperature),
            -soft(actor.outEdges(), targets, 5, temperature),
            Math.exp(-0.4),
            -soft(actor.outEdges(), targets, 8, temperature)
        };
        DoubleSupplier ofCritics = () -> {
            double sum = 0;
            for (int t = 0; t < 6; t++) {
                int edge = offsets[states[t]] + actions[t];
                sum += Math.pow(first.outEdges().values()[edge] - aims[t], 2) / 12;
                sum += Math.pow(second.outEdges().values()[edge] - aims[t], 2) / 12;
            }
            return sum;
        };
        DoubleSupplier actorLoss = () -> Arrays.stream(states)
                        .mapToDouble(state -> soft(actor.outEdges(), critics, state, temperature))
                        .sum()
                / 6;
        assertThat(losses.value()).isCloseTo(ofCritics.getAsDouble() + actorLoss.getAsDouble(), within(1e-12));
        compare(ofFirst.outEdges().values(), first.outEdges().values(), ofCritics);
        compare(ofSecond.outEdges().values(), second.outEdges().values(), ofCritics);
        compare(ofActor.outEdges().values(), actor.outEdges().values(), actorLoss);

        SoftLosses.Pair nothing = new SoftLosses.Pair(Ragged.zeros(offsets), Ragged.zeros(offsets));
        double slope = 0; // entropy is −Σ π log π, the negative of the loss at temperature 1 without values
        for (int state : states) {
            slope +=
                    (-soft(actor.outEdges(), nothing, state, 1) - share * Math.log(offsets[state + 1] - offsets[state]))
                            / 6;
        }
        assertThat(Arrays.stream(ofActor.logZ()).sum()).isCloseTo(slope, within(1e-12));
    }

    private static double soft(Ragged logits, SoftLosses.Pair values, int state, double temperature) {
        double sum = 0;
        for (int edge = logits.start(state); edge < logits.end(state); edge++) {
            double logPolicy = logits.values()[edge] - logits.logSumExp(state);
            double smaller =
                    Math.min(values.first().values()[edge], values.second().values()[edge]);
            sum += Math.exp(logPolicy) * (temperature * logPolicy - smaller);
        }
        return sum;
    }

    private static void compare(double[] derivatives, double[] values, DoubleSupplier loss) {
        double step = 1e-6;
        for (int i = 0; i < values.length; i++) {
            double original = values[i];
            values[i] = original + step;
            double above = loss.getAsDouble();
            values[i] = original - step;
            double below = loss.getAsDouble();
            values[i] = original;
            assertThat(derivatives[i]).as("entry %d", i).isCloseTo((above - below) / (2 * step), within(1e-7));
        }
        assertThat(Arrays.stream(derivatives).map(Math::abs).max().orElseThrow())
                .isGreaterThan(0.01);
    }

    private static Scores madeUp(Trajectories<?> batch, int[] offsets, long seed) {
        Scores scores = new Scores(batch, Set.of(Need.OUT_EDGES), null, offsets);
        SplittableRandom random = new SplittableRandom(seed);
        Arrays.setAll(scores.outEdges().values(), i -> random.nextDouble(-2, 2));
        return scores;
    }

    @Test
    void theCopiesStartEqualAndFollow() {
        Networks<Cell> networks = tables();
        SoftActorCritic<Cell> learner =
                new SoftActorCritic<>(networks, source(networks), Payment.REWARD, settings(2, 0.1), 0.25, 0.98);
        learner.step(0);
        double critic = sourceValue(networks.critic1());
        assertThat(critic).isNotZero();
        assertThat(sourceValue(networks.target1())).isCloseTo(0.25 * critic, within(1e-12));
        assertThat(sourceValue(networks.target2())).isCloseTo(0.25 * sourceValue(networks.critic2()), within(1e-12));
    }

    private static double sourceValue(FlowModel<Cell> model) {
        return model.scores(Trajectories.ofStates(List.of(GRID.source())), Set.of(Need.OUT_EDGES))
                .outEdges()
                .values()[0];
    }

    /** All that a run is resumed with is in the networks, by name. */
    @Test
    void aRunGoesOnFromTheNetworks() {
        TrainingSettings settings = settings(40, 0.05);
        Networks<Cell> straight = tables();
        SoftActorCritic<Cell> learner = new SoftActorCritic<>(straight, source(straight), Payment.REWARD, settings);
        assertThat(learner.networks().keySet())
                .containsExactly("model", "critic-1", "critic-2", "target-1", "target-2");
        for (long iteration = 0; iteration < 20; iteration++) {
            learner.step(iteration);
        }
        Networks<Cell> other = tables();
        SoftActorCritic<Cell> resumed = new SoftActorCritic<>(other, source(other), Payment.REWARD, settings);
        resumed.networks().forEach((name, model) -> {
            FlowModel<Cell> before = learner.networks().get(name);
            ((TabularFlowModel<Cell>) model).add(((TabularFlowModel<Cell>) before).states());
            model.parameters().restore(before.parameters().values());
            model.parameters().restoreOptimiser(before.parameters().optimiserState());
        });
        for (long iteration = 20; iteration < 40; iteration++) {
            TrainingStep<Cell> expected = learner.step(iteration);
            TrainingStep<Cell> step = resumed.step(iteration);
            assertThat(step.loss()).isEqualTo(expected.loss());
            assertThat(step.batch().all().states())
                    .isEqualTo(expected.batch().all().states());
        }
        assertThat(resumed.temperature()).isEqualTo(learner.temperature()).isNotEqualTo(1);
    }

    @Test
    void aLossThatIsNotFiniteStopsIt() {
        Networks<Cell> networks = tables();
        Sampler<Cell> sampler = new Sampler<>(networks.actor(), new LogReward<>(Reward.of(cell -> 0), 1, 0));
        SoftActorCritic<Cell> learner = new SoftActorCritic<>(
                networks, TrajectorySource.onPolicy(sampler, 4, STREAMS), Payment.LOG_REWARD, settings(1, 0.1));
        assertThatThrownBy(() -> learner.step(0))
                .isInstanceOf(NonFiniteLossException.class)
                .hasMessageContaining("iteration 0");
        assertThat(sourceValue(networks.critic1())).as("no step was taken").isZero();
    }

    @Test
    void argumentsAreChecked() {
        Networks<Cell> networks = tables();
        Supplier<Networks<Cell>> twice = () -> new Networks<>(
                networks.actor(), networks.critic1(), networks.critic1(), networks.target1(), networks.target2());
        assertThatThrownBy(twice::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the five networks must be different objects, but number 2 is number 3");
        assertThatThrownBy(() ->
                        new SoftActorCritic<>(networks, source(networks), Payment.REWARD, settings(1, 0.1), 0, 0.98))
                .hasMessage("targetShare must lie in (0, 1], but is 0.0");
        assertThatThrownBy(() ->
                        new SoftActorCritic<>(networks, source(networks), Payment.REWARD, settings(1, 0.1), 0.1, 2))
                .hasMessage("entropyShare must lie in [0, 1], but is 2.0");
    }

    private static TrajectorySource<Cell> source(Networks<Cell> networks) {
        return TrajectorySource.onPolicy(
                new Sampler<>(networks.actor(), new LogReward<>(Reward.of(REWARD))), 16, STREAMS);
    }

    private static TrainingSettings settings(long iterations, double rate) {
        return new TrainingSettings(
                iterations, rate, 0.01, RateSchedule.CONSTANT, 0, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static Networks<Cell> tables() {
        return networks(index -> new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM));
    }

    private static Networks<Cell> networks(IntFunction<FlowModel<Cell>> make) {
        return new Networks<>(make.apply(0), make.apply(1), make.apply(2), make.apply(3), make.apply(4));
    }
}
