package org.gfn4j.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the rooms of the command line apart: which may use which, and that only a task's room knows the task. */
class RoomsTest {
    private static final String ROOT = "org.gfn4j.app";

    /** What common rooms may use; the rooms of tasks are all alike. */
    private static final List<Room> COMMON = List.of(
            room("cli", ""),
            room("report", ""),
            room("folder", "cli"),
            room("data", "cli"),
            room("task", "cli folder report"),
            room("reward", "cli folder report task"),
            room("method", "cli data report task"),
            room("config", "cli folder method task"),
            room("run", "cli config data folder method report reward task"),
            room("comparison", "cli config folder method report run task"),
            room("bench", "cli config data method task"),
            room("command", "bench cli comparison config data folder method report reward run task"));

    private static final List<String> TASKS = List.of("hypergrid", "molecules");
    private static final Set<String> FOR_TASKS = Set.of("cli", "data", "folder", "report", "reward", "task");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final Path SOURCES = Path.of("src/main/java/org/gfn4j/app");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=\\s)//[^\n]*");
    private static final Pattern OBJECTS_OF_TASKS = Pattern.compile("(?i)hypergrid|corners|molecul|smiles|\\.smi|\\.sdf"
            + "|scaffold|tanimoto|\\bblocks?\\b|vina|docking|receptor|\\bseh\\b|\\bqed\\b");

    record Room(String name, Set<String> mayUse) {}

    private static Room room(String name, String mayUse) {
        return new Room(
                name,
                Arrays.stream(mayUse.split(" ")).filter(each -> !each.isEmpty()).collect(Collectors.toSet()));
    }

    static Stream<Room> rooms() {
        return Stream.concat(COMMON.stream(), TASKS.stream().map(task -> new Room(task, FOR_TASKS)));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyThoseItMayUse(Room room) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room.name() + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "stand in other rooms than " + room.mayUse(),
                        type -> type.getPackageName().startsWith(ROOT)
                                && !roomOf(type).equals(room.name())
                                && !room.mayUse().contains(roomOf(type))))
                .check(MAIN);
    }

    @Test
    void everyClassStandsInARoom() {
        Set<String> rooms = new TreeSet<>();
        MAIN.forEach(type -> rooms.add(roomOf(type)));

        assertThat(rooms)
                .containsExactlyInAnyOrderElementsOf(rooms().map(Room::name).toList());
    }

    @Test
    void noRoomUsesAnotherThatUsesIt() {
        assertThat(COMMON)
                .allSatisfy(room -> assertThat(
                                COMMON.stream().filter(other -> other.mayUse().contains(room.name())))
                        .noneMatch(other -> room.mayUse().contains(other.name())));
    }

    @Test
    void onlyTheRoomOfATaskKnowsTheTask() {
        classes()
                .that()
                .resideOutsideOfPackages(
                        TASKS.stream().map(task -> ROOT + "." + task + "..").toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are no task's",
                        type -> TASKS.stream()
                                .noneMatch(task -> type.getPackageName().startsWith("org.gfn4j." + task)
                                        || roomOf(type).equals(task))))
                .check(MAIN);
    }

    /** Comments may give examples; code and texts outside the rooms of tasks may not. */
    @Test
    void onlyTheRoomOfATaskNamesItsObjects() throws IOException {
        Set<String> naming = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                boolean common =
                        !TASKS.contains(SOURCES.relativize(file).getName(0).toString());
                String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                if (common && OBJECTS_OF_TASKS.matcher(code).find()) {
                    naming.add(String.valueOf(file.getFileName()));
                }
            }
        }
        assertThat(naming).as("sources that name a task or its objects").isEmpty();
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        return name.equals(ROOT)
                ? "the root package"
                : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
