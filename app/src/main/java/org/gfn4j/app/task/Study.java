package org.gfn4j.app.task;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.TaskSections;
import org.gfn4j.model.FlowModel;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;

/**
 * What a task measures, shows and writes of its own, beside what is common to all tasks. Every method does nothing where it
 * is not overridden.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface Study<S> {

    /**
     * Returns the study of a task that has nothing of its own.
     *
     * @param <S> the type of a state
     * @return a study that measures, shows and writes nothing
     */
    static <S> Study<S> none() {
        return new Study<>() {};
    }

    /**
     * Checks what a run of training will need, before anything is written.
     *
     * @throws WrongOptionException if an option cannot be used; the message names it and says why
     */
    default void check() {}

    /**
     * Starts what rewards ask outside this program, before anything is written, so that what cannot be started is refused.
     *
     * @throws WrongOptionException if it cannot be started; the message names the option, the cause and the remedy
     */
    default void start() {}

    /**
     * Starts to follow a run of training.
     *
     * @param folder the folder of the run, which is there
     * @param err where messages go, such as on what takes long
     * @return what is told of every iteration, at the beginning of the run
     */
    default RunStudy<S> ofRun(Path folder, PrintWriter err) {
        return RunStudy.none();
    }

    /**
     * Returns how many objects {@code evaluate} draws where the user does not say.
     *
     * @return at least 2
     */
    default int sampleSize() {
        return 20_000;
    }

    /**
     * Measures objects that a trained model has drawn.
     *
     * @param samples the objects, repetitions included, in the order of the draws
     * @return names and values (numbers, or maps of them, or null), in the order to show them in
     */
    default Map<String, @Nullable Object> ofSamples(List<DrawnObject<S>> samples) {
        return Map.of();
    }

    /**
     * Compares the probabilities of objects that a user brings with their rewards.
     *
     * @param file the file of the objects
     * @param model the model
     * @return names and values (numbers or null), in the order to show them in
     * @throws WrongOptionException if the file cannot be used; the message names it and the place
     */
    default Map<String, @Nullable Object> ofTestSet(Path file, FlowModel<S> model) {
        throw new WrongOptionException("Invalid value for option '--test-set': '" + file
                + "' cannot be used, because the task of this run has no test sets; leave it out");
    }

    /**
     * Returns the rows that figures have in the table at the end.
     *
     * @param figures what was measured, or {@code summary.json} holds
     * @return text by what it is called, in the order of the rows
     */
    default Map<String, String> rows(Map<String, ? extends @Nullable Object> figures) {
        return Map.of();
    }

    /**
     * Returns what figures are shown during training.
     *
     * @param figures what was measured
     * @return a few words for each, the most important first
     */
    default List<String> progress(Map<String, ? extends @Nullable Object> figures) {
        return List.of();
    }

    /**
     * Tells whether training ends with the page of the run, as where a picture says more than figures.
     *
     * @return true if {@code report.html} is written when a run is complete
     */
    default boolean pageAtEnd() {
        return false;
    }

    /**
     * Returns how objects that a trained model has drawn are told apart and written.
     *
     * @return the form of samples
     */
    default SampleForm<S> sampleForm() {
        return new SampleForm<>() {};
    }

    /**
     * Returns what readers call an object, where that is not its text form.
     *
     * @param object a finished object
     * @return a name; empty where the text form is to be shown
     */
    default Optional<String> name(S object) {
        return Optional.empty();
    }

    /**
     * Returns what the page of a run shows of this task beside what all pages show. The run may be going on, have been
     * interrupted, or have lost files, so that each section says where there is nothing to show.
     *
     * @param run what the run has recorded, with its folder
     * @param model the trained model
     * @return key figures and sections, each in the order to show them in
     */
    default TaskSections report(RunRecord run, FlowModel<S> model) {
        return TaskSections.NONE;
    }
}
