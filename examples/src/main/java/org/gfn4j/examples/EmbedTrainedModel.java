package org.gfn4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gfn4j.model.Exploration;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.training.TrainedModel;
import org.gfn4j.trajectory.Trajectories;

/** Loads a trained model from the folder of a run and draws objects from it, in one thread and in several. */
public final class EmbedTrainedModel {
    private EmbedTrainedModel() {}

    // tag::embed[]
    /**
     * Runs the example.
     *
     * @param arguments the folder of a run
     * @throws IOException if its checkpoint cannot be read
     * @throws ExecutionException if a thread fails
     * @throws InterruptedException if this thread is told to end
     */
    public static void main(String[] arguments) throws IOException, ExecutionException, InterruptedException {
        TrainedModel<?> model = TrainedModel.load(Path.of(arguments[0]));
        System.out.printf(
                Locale.ROOT, "%s after %,d iterations%n", model.settings().get("task"), model.iteration());

        System.out.println("in one thread:");
        model.draw(5, 0).forEach(drawn -> print(drawn.text(), drawn.logReward()));

        System.out.println("in four threads:");
        drawInThreads(model, 4);
    }

    private static <S> void drawInThreads(TrainedModel<S> model, int count)
            throws ExecutionException, InterruptedException {
        Sampler<S> sampler = model.sampler();
        RandomStreams streams = new RandomStreams(0);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Trajectories<S>>> drawn = new ArrayList<>();
            for (int object = 0; object < 5; object++) {
                int number = object;
                drawn.add(threads.submit(() -> sampler.forward(
                        1, Exploration.NONE, index -> streams.generator(Purpose.SAMPLING, 0, number + index))));
            }
            for (Future<Trajectories<S>> future : drawn) {
                Trajectories<S> trajectory = future.get();
                S object = trajectory.lastStates().get(0);
                print(model.problem().format().format(object), trajectory.logRewards()[0]);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void print(String object, double logReward) {
        System.out.printf(Locale.ROOT, "%s  log-reward %.4f%n", object, logReward);
    }
    // end::embed[]
}
