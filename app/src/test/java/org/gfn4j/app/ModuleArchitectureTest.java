package org.gfn4j.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.gfn4j.app.command.Main;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.onnx.OnnxSource;
import org.gfn4j.torch.NativeTensor;
import org.junit.jupiter.api.Test;

/** The arrows between modules, where all of them are on the class path. */
class ModuleArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gfn4j");

    @Test
    void allModulesAreLookedAt() {
        assertThat(MAIN.contain(NativeTensor.class)).isTrue();
        assertThat(MAIN.contain(OnnxSource.class)).isTrue();
        assertThat(MAIN.contain(BlockMolecule.class)).isTrue();
        assertThat(MAIN.contain(Main.class)).isTrue();
    }

    @Test
    void onlyTorchTouchesNatives() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gfn4j.torch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(MAIN);
    }

    @Test
    void onlyOnnxTouchesOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gfn4j.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(MAIN);
    }

    @Test
    void modelsInFilesKnowNothingOfMolecules() {
        noClasses()
                .that()
                .resideInAPackage("org.gfn4j.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.gfn4j.torch..", "org.gfn4j.molecules..", "org.gfn4j.app..", "org.openscience.cdk..")
                .check(MAIN);
    }

    @Test
    void networksKnowNothingOfMolecules() {
        noClasses()
                .that()
                .resideInAPackage("org.gfn4j.torch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.gfn4j.onnx..", "org.gfn4j.molecules..", "org.gfn4j.app..", "org.openscience.cdk..")
                .check(MAIN);
    }

    @Test
    void moleculesKnowNothingOfTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.gfn4j.molecules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gfn4j.app..", "picocli..")
                .check(MAIN);
    }
}
