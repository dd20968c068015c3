package org.gfn4j.molecules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the packages of molecules apart. */
final class MoleculesArchitectureTest {
    private static final String ROOT = "org.gfn4j.molecules";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** What packages may use; {@code states} stands for the package of states and environment itself. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "states", Set.of(),
            "asset", Set.of(),
            "chemistry", Set.of("states"),
            "mining", Set.of("states", "chemistry"),
            "docking", Set.of("chemistry"),
            "proxy", Set.of("states", "chemistry"),
            "flow", Set.of("states"),
            "baseline", Set.of("states", "chemistry", "flow", "proxy"),
            "reward", Set.of("states", "asset", "chemistry", "proxy"),
            "task", Set.of("states", "asset", "chemistry", "docking", "flow", "reward"));

    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseItMayUse(String name) {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are of " + name, type -> packageOf(type).equals(name)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of molecules outside " + MAY_USE.get(name),
                        type -> type.getPackageName().startsWith(ROOT)
                                && !packageOf(type).equals(name)
                                && !MAY_USE.get(name).contains(packageOf(type))))
                .check(MAIN);
    }

    @Test
    void everyPackageIsKnownToTheTableOfArrows() {
        Set<String> found = new TreeSet<>();
        MAIN.forEach(type -> found.add(packageOf(type)));

        assertThat(found).containsExactlyInAnyOrderElementsOf(packages());
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "states" : name.substring(Math.min(name.length(), ROOT.length() + 1));
    }
}
