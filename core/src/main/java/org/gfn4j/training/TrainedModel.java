package org.gfn4j.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model that has been trained, loaded from the folder of its run.
 *
 * <p>Thread-safety: safe for any number of threads, as long as nobody changes the parameters of {@link #model}.
 *
 * @param <S> the type of a state
 */
public final class TrainedModel<S> {
    private static final int CHUNK = 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Problem<S> problem;
    private final FlowModel<S> model;
    private final LogReward<S> logReward;
    private final Map<String, Object> settings;
    private final long iteration;

    private TrainedModel(Problem<S> problem, FlowModel<S> model, Map<String, Object> settings, long iteration) {
        this.problem = problem;
        this.model = model;
        this.logReward = problem.logReward();
        this.settings = settings;
        this.iteration = iteration;
    }

    /**
     * Loads the newest checkpoint of a run. What the states are is known from the settings of the run, which a
     * {@link ProblemSource} on the class path understands.
     *
     * @param run the folder of a run
     * @return the model
     * @throws CheckpointException if there is no checkpoint, or the newest is damaged or of a newer version
     * @throws IOException if it cannot be read
     */
    public static TrainedModel<?> load(Path run) throws IOException {
        Checkpoints checkpoints = Checkpoints.ofRun(run);
        return load(
                run,
                checkpoints
                        .newest()
                        .orElseThrow(
                                () -> new CheckpointException("there is no checkpoint of a run in '" + run + "'")));
    }

    /**
     * Loads a checkpoint of a run.
     *
     * @param run the folder of a run
     * @param step the iteration of the checkpoint
     * @return the model
     * @throws CheckpointException if it is missing, damaged or of a newer version
     * @throws IOException if it cannot be read
     */
    public static TrainedModel<?> load(Path run, long step) throws IOException {
        return load(run, step, 1);
    }

    /**
     * Loads a checkpoint of a run into a model that shares its work among threads, with the same results.
     *
     * @param run the folder of a run
     * @param step the iteration of the checkpoint
     * @param threads how many threads, at least 1; networks that have one thread only, or threads of their own, take no
     *     notice
     * @return the model
     * @throws IllegalArgumentException if there is less than one thread
     * @throws CheckpointException if it is missing, damaged or of a newer version
     * @throws IOException if it cannot be read
     */
    public static TrainedModel<?> load(Path run, long step, int threads) throws IOException {
        return load(run, step, threads, (task, settings) -> Optional.empty());
    }

    /**
     * Loads a checkpoint of a run whose problem a source of the caller's makes, where it knows the task.
     *
     * @param run the folder of a run
     * @param step the iteration of the checkpoint
     * @param threads how many threads, at least 1
     * @param source what is requested the problem before the sources on the class path are
     * @return the model
     * @throws IllegalArgumentException if there is less than one thread
     * @throws CheckpointException if it is missing, damaged or of a newer version, or its settings are refused
     * @throws IOException if it cannot be read
     */
    public static TrainedModel<?> load(Path run, long step, int threads, ProblemSource source) throws IOException {
        Checks.requireAtLeast("threads", threads, 1);
        Checkpoint checkpoint = Checkpoints.ofRun(run).read(step);
        try {
            Map<String, Object> settings = settings(checkpoint.state());
            return load(problem(settings, source).withThreads(threads), checkpoint, settings);
        } catch (IllegalArgumentException | CheckpointException e) {
            throw new CheckpointException(
                    "'" + Checkpoints.ofRun(run).folder(step) + "' cannot be used: " + e.getMessage(), e);
        }
    }

    /** Returns the settings that a checkpoint has recorded. */
    private static Map<String, Object> settings(ObjectNode state) {
        if (!state.path("settings").isObject()) {
            throw new IllegalArgumentException("it has no settings of a run");
        }
        return JSON.convertValue(state.path("settings"), new TypeReference<Map<String, Object>>() {});
    }

    private static Problem<?> problem(Map<String, Object> settings, ProblemSource first) {
        String task = String.valueOf(settings.get("task"));
        Optional<Problem<?>> own = first.problem(task, settings);
        if (own.isPresent()) {
            return own.get();
        }
        for (ProblemSource source : ServiceLoader.load(ProblemSource.class)) {
            Optional<Problem<?>> problem = source.problem(task, settings);
            if (problem.isPresent()) {
                return problem.get();
            }
        }
        throw new IllegalArgumentException(
                "nothing on the class path makes the problem of this run, of the task '" + task
                        + "'; the jar with its ProblemSource must be there, which the command line takes from the environment"
                        + " variable GFN4J_CLASSPATH");
    }

    private static <S> TrainedModel<S> load(Problem<S> problem, Checkpoint checkpoint, Map<String, Object> settings)
            throws IOException {
        if (!checkpoint.state().has("model")) {
            throw new IllegalArgumentException("its method '" + settings.get("method")
                    + "' runs chains and has no model to draw from; its visits are what it found");
        }
        FlowModel<S> model = ModelDescription.fromJson(checkpoint.state().path("model"))
                .model(problem, new RandomStreams(0).generator(Purpose.INITIALISATION));
        model.parameters().restore(checkpoint.tensors(Checkpoint.MODEL));
        return new TrainedModel<>(problem, model, settings, checkpoint.iteration());
    }

    /**
     * Returns what the model was trained on.
     *
     * @return the environment with its reward and the text form of its states
     */
    public Problem<S> problem() {
        return problem;
    }

    /**
     * Returns the policies and flows.
     *
     * @return the model, whose parameters must not be changed
     */
    public FlowModel<S> model() {
        return model;
    }

    /**
     * Returns the log-reward of finished objects.
     *
     * @return the log-reward
     */
    public LogReward<S> logReward() {
        return logReward;
    }

    /**
     * Returns the options that the run was started with.
     *
     * @return names and values (numbers, strings, booleans)
     */
    public Map<String, Object> settings() {
        return Map.copyOf(settings);
    }

    /**
     * Returns how long the model has been trained.
     *
     * @return the iterations of the checkpoint
     */
    public long iteration() {
        return iteration;
    }

    /**
     * Returns a sampler of trajectories, forward from the source and backward from objects.
     *
     * @return a sampler that any number of threads may share
     */
    public Sampler<S> sampler() {
        return new Sampler<>(model, logReward);
    }

    /**
     * Draws objects.
     *
     * @param count how many
     * @param seed the seed of the draws; the first objects of a longer list are those of a shorter one
     * @return the objects with their log-rewards, [count]
     */
    public List<DrawnObject<S>> draw(int count, long seed) {
        return draw(0, count, seed);
    }

    /**
     * Draws objects, as a part of a longer list.
     *
     * @param first the place of the first one in the list, at least 0
     * @param count how many
     * @param seed the seed of the draws
     * @return the objects from that place on, [count]
     */
    public List<DrawnObject<S>> draw(int first, int count, long seed) {
        RandomStreams streams = new RandomStreams(seed);
        List<DrawnObject<S>> drawn = new ArrayList<>(count);
        for (int start = 0; start < count; start += CHUNK) {
            int offset = first + start;
            Trajectories<S> batch = sampler()
                    .forward(
                            Math.min(CHUNK, count - start),
                            Exploration.NONE,
                            index -> streams.generator(Purpose.SAMPLING, 0, offset + index));
            drawn.addAll(drawnObjects(batch));
        }
        return drawn;
    }

    private List<DrawnObject<S>> drawnObjects(Trajectories<S> batch) {
        Layout layout = batch.layout();
        List<DrawnObject<S>> drawn = new ArrayList<>(layout.trajectories());
        try (ScoredBatch scored = model.score(batch, Set.of(Need.TRANSITIONS))) {
            double[] logForward = scored.scores().logForward();
            for (int row = 0; row < layout.trajectories(); row++) {
                double sum = 0;
                for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++) {
                    sum += logForward[t];
                }
                S object = batch.states().get(layout.lastState(row));
                drawn.add(new DrawnObject<>(
                        object, problem.format().format(object), batch.logRewards()[row], sum, layout.length(row)));
            }
        }
        return drawn;
    }
}
