package org.gfn4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeps the packages apart, and the sources of chance and of output where they belong. */
final class ArchitectureTest {
    private static final String ROOT = "org.gfn4j";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testing"))
            .importPackages(ROOT);

    @ParameterizedTest
    @CsvSource({
        "environment, ''",
        "reward,      ''",
        "trajectory,  ''",
        "storage,     ''",
        "text,        ''",
        "network,     storage",
        "objective,   trajectory",
        "model,       environment trajectory network storage",
        "sampling,    environment reward trajectory model",
        "task,        environment reward model",
        "hypergrid,   environment reward model network task",
        "training,    environment reward trajectory objective network model sampling task storage",
        "evaluation,  environment reward trajectory model sampling",
        "baseline,    environment reward trajectory objective network model sampling task training storage",
    })
    void aPackageUsesOnlyThoseItMayUse(String name, String mayUse) {
        List<String> allowed = Stream.concat(Stream.of(name, "text"), Stream.of(mayUse.split(" ")))
                .filter(each -> !each.isEmpty())
                .map(each -> ROOT + "." + each)
                .toList();

        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to gfn4j outside " + allowed,
                        type -> isIn(type, ROOT) && allowed.stream().noneMatch(each -> isIn(type, each))))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static boolean isIn(JavaClass type, String packageName) {
        return (type.getPackageName() + ".").startsWith(packageName + ".");
    }

    @Test
    void everyPackageIsKnownToTheTableOfArrows() {
        classes()
                .should()
                .resideInAnyPackage(
                        ROOT + ".environment..",
                        ROOT + ".reward..",
                        ROOT + ".trajectory..",
                        ROOT + ".objective..",
                        ROOT + ".storage..",
                        ROOT + ".text..",
                        ROOT + ".network..",
                        ROOT + ".model..",
                        ROOT + ".sampling..",
                        ROOT + ".task..",
                        ROOT + ".hypergrid..",
                        ROOT + ".training..",
                        ROOT + ".evaluation..",
                        ROOT + ".baseline..")
                .check(MAIN);
    }

    @Test
    void chanceIsAnArgument() {
        noClasses()
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .because("every draw comes from a generator that is passed in")
                .check(MAIN);
    }

    @Test
    void noStreamIsParallel() {
        noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "it makes a stream parallel",
                        (JavaAccess<?> access) -> access.getName().equals("parallelStream")
                                || (access.getName().equals("parallel")
                                        && access.getTargetOwner()
                                                .getPackageName()
                                                .equals("java.util.stream"))))
                .because("results do not depend on the number of threads")
                .check(MAIN);
    }

    @Test
    void nothingIsPrinted() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library writes to its logger")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        Map<String, JavaPackage> packages = new HashMap<>();
        MAIN.forEach(type -> packages.put(type.getPackageName(), type.getPackage()));

        assertThat(packages).containsKey(ROOT + ".environment");
        assertThat(packages.values())
                .allSatisfy(each -> assertThat(
                                each.tryGetPackageInfo().filter(info -> info.isAnnotatedWith(NullMarked.class)))
                        .as(each.getName() + " has a package-info with @NullMarked")
                        .isPresent());
    }
}
