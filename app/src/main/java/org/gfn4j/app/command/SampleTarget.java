package org.gfn4j.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.data.Sample;
import org.gfn4j.app.data.SampleFile;
import org.gfn4j.app.task.SampleForm;
import org.gfn4j.storage.AtomicFile;
import org.gfn4j.training.DrawnObject;

/**
 * Where {@code sample} puts what it draws: a {@link SampleFile}, or a file in a format of the task, which is written when all
 * objects are there. A file that is not committed leaves nothing behind.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
interface SampleTarget<S> extends AutoCloseable {

    /**
     * Opens what a user requested.
     *
     * @param target the value of {@code --out}
     * @param count how many objects there will be
     * @param form how objects of the task are written
     * @param standardOutput standard output
     * @param <S> the type of a state
     * @throws WrongOptionException if it cannot be written; the message names the option and says why
     */
    static <S> SampleTarget<S> open(String target, int count, SampleForm<S> form, PrintWriter standardOutput) {
        if (!target.equals(SampleFile.STANDARD_OUTPUT)) {
            Path file = SampleFile.checked(target, form.endings());
            String ending = FileOptions.endingOf(file);
            if (form.endings().contains(ending)) {
                form.checkCount(count, ending);
                return new Whole<>(file, ending, form);
            }
        }
        return new Rows<>(SampleFile.open(target, form.columns(), standardOutput), form);
    }

    /** Tells whether an object can be written; one that cannot is left out. */
    boolean isWritable(S object);

    /**
     * Takes in objects.
     *
     * @param objects the objects
     * @param logTerminal their log-probabilities, NaN where they are not known, [objects]
     */
    void write(List<DrawnObject<S>> objects, double[] logTerminal);

    /** Puts the file in its place. */
    void commit();

    /** Removes what has not been committed. */
    @Override
    void close();

    /** A row for each object. */
    record Rows<S>(SampleFile file, SampleForm<S> form) implements SampleTarget<S> {
        @Override
        public boolean isWritable(S object) {
            return true;
        }

        @Override
        public void write(List<DrawnObject<S>> objects, double[] logTerminal) {
            List<Sample> samples = new ArrayList<>(objects.size());
            for (int i = 0; i < logTerminal.length; i++) {
                DrawnObject<S> object = objects.get(i);
                samples.add(Sample.of(object, logTerminal[i], form.values(object.object())));
            }
            file.write(samples);
        }

        @Override
        public void commit() {
            file.commit();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /** A file that is written as a whole. */
    final class Whole<S> implements SampleTarget<S> {
        private final Path file;
        private final String ending;
        private final SampleForm<S> form;
        private final List<DrawnObject<S>> kept = new ArrayList<>();

        Whole(Path file, String ending, SampleForm<S> form) {
            this.file = file;
            this.ending = ending;
            this.form = form;
        }

        @Override
        public boolean isWritable(S object) {
            return form.isWritable(object, ending);
        }

        @Override
        public void write(List<DrawnObject<S>> objects, double[] logTerminal) {
            kept.addAll(objects);
        }

        @Override
        public void commit() {
            try (AtomicFile written = AtomicFile.beside(file)) {
                form.write(kept, ending, written.part());
                written.commit();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write '" + file + "': " + Failures.describe(e), e);
            }
        }

        @Override
        public void close() {}
    }
}
