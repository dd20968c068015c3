package org.gfn4j.app.strings;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.SeriesChart.Scale;
import org.gfn4j.app.report.TaskSections;
import org.gfn4j.app.task.ComparedCurve;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.app.task.ComparisonStudy;
import org.gfn4j.app.task.RunGroup;
import org.gfn4j.app.task.RunStudy;
import org.gfn4j.app.task.SampleForm;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Problem;
import org.gfn4j.training.DrawnObject;
import org.gfn4j.training.TrainingStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Strings whose palindromes are rewarded, with figures, a file of samples and a part of every page of their own. */
@Command
public final class StringsTask implements Task, Study<String>, RunStudy<String>, SampleForm<String> {
    private static final String SHARE = "palindromes";

    @Option(names = "--length", paramLabel = "NUMBER", description = "Number of letters.")
    @WholeNumber(min = 1, max = 20)
    private int length = 4;

    private double lastShare;

    private static boolean isPalindrome(String text) {
        return new StringBuilder(text).reverse().toString().equals(text);
    }

    private static double share(List<String> texts) {
        return (double) texts.stream().filter(StringsTask::isPalindrome).count() / texts.size();
    }

    @Override
    public String name() {
        return "strings";
    }

    @Override
    public String description() {
        return "strings of letters, rewarded where they are palindromes";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("length", length);
    }

    @Override
    public Problem<?> problem() {
        Letters letters = new Letters(length);
        return Problem.of(letters, letters, letters, Reward.of(text -> isPalindrome(text) ? 9 : 1));
    }

    @Override
    @SuppressWarnings("unchecked") // the problem is that of this task
    public <S> Study<S> study(Problem<S> problem) {
        return (Study<S>) this;
    }

    @Override
    public ComparisonStudy comparison(List<RunGroup> methods, ComparisonStudy common) {
        return common.with(
                List.of(ComparedFigure.of("palindromes", 3, SHARE).better(1)),
                "Palindromes are their share of the last batch.",
                List.of(ComparedCurve.ofVisits(
                        SHARE, "Palindromes", "Higher is better.", "/" + SHARE, "share", Scale.FROM_ZERO, List.of())));
    }

    @Override
    public RunStudy<String> ofRun(Path folder, PrintWriter err) {
        return this;
    }

    @Override
    public void stepped(TrainingStep<String> step) {
        lastShare = share(step.batch().produced().lastStates());
    }

    @Override
    public Map<String, Object> measure() {
        return Map.of(SHARE, lastShare);
    }

    @Override
    public Map<String, Object> ofSamples(List<DrawnObject<String>> samples) {
        return Map.of(SHARE, share(samples.stream().map(DrawnObject::object).toList()));
    }

    @Override
    public Map<String, String> rows(Map<String, ?> figures) {
        return Map.of(SHARE, figures.get(SHARE) + " of the objects");
    }

    @Override
    public TaskSections report(RunRecord run, FlowModel<String> model) {
        return new TaskSections(
                Map.of(SHARE, String.valueOf(run.number("/" + SHARE).orElse(0.0))), List.of(), List.of());
    }

    @Override
    public SampleForm<String> sampleForm() {
        return this;
    }

    @Override
    public List<String> columns() {
        return List.of("palindrome");
    }

    @Override
    public List<Object> values(String text) {
        return List.of(isPalindrome(text));
    }
}
