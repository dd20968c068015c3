package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a checkout of its own, with scripts in the places of Maven and Java. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherTest {
    private static final String PRINT_ARGUMENTS = "echo \"java: $*\"\n";

    @TempDir
    Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void makeCheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("check out"));
        Files.copy(Path.of("..", "gfn4j"), home.resolve("gfn4j"));
        assertThat(home.resolve("gfn4j").toFile().setExecutable(true)).isTrue();
        for (String module : List.of("core", "app")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        maven("");
        jdk = jdk("17.0.2", PRINT_ARGUMENTS);
    }

    private void maven(String more) throws IOException {
        script(
                home.resolve("mvnw"),
                "echo build >> builds\n" + more
                        + "mkdir -p app/target/lib\ntouch app/target/gfn4j-app-1.jar app/target/lib/gfn4j-core-1.jar"
                        + " app/target/lib/other-2.jar\n");
    }

    private Path jdk(String version, String java) throws IOException {
        Path made = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.createDirectories(made.resolve("bin"));
        script(made.resolve("bin/java"), java);
        script(made.resolve("bin/javac"), "");
        Files.writeString(made.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return made;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process start(Path program, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        String err = new String(process.getErrorStream().readAllBytes(), Charset.defaultCharset());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        return end(start(home.resolve("gfn4j"), Map.of("JAVA_HOME", jdk.toString()), arguments));
    }

    private long builds() throws IOException {
        Path builds = home.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(
                home.resolve(file), FileTime.from(Instant.now().plusSeconds(2)));
    }

    private List<String> leftInLauncherFolder() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target/launcher"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void commandsThatOnlyPrint_startFast() throws Exception {
        for (String command : List.of("tasks", "completion", "--version")) {
            assertThat(run(command).out())
                    .as(command)
                    .contains(" -XX:TieredStopAtLevel=1 ")
                    .doesNotContain("jdk.incubator.vector");
        }
        assertThat(run("verify", "x").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void commandsThatUseNetworks_haveTheModuleOfVectors() throws Exception {
        for (String command : List.of("train", "resume", "sample", "evaluate", "report", "bench")) {
            assertThat(run(command, "x").out()).as(command).startsWith("java: --add-modules jdk.incubator.vector ");
            assertThat(run(command, "--help").out()).as(command).doesNotContain("jdk.incubator.vector");
        }
    }

    @Test
    void firstUse_buildsAndSaysSo() throws Exception {
        Outcome first = run("train", "a b", "*");
        assertThat(first.err()).isEqualTo("gfn4j: building (first use, about a minute) ...\n");
        assertThat(first.out())
                .startsWith("java: --add-modules jdk.incubator.vector ")
                .contains("gfn4j-app-1.jar:", "gfn4j-core-1.jar:", "/other-2.jar ")
                .endsWith(" org.gfn4j.app.command.Main train a b *\n");
        assertThat(first.status()).isZero();

        assertThat(run("tasks").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void newerSource_isBuiltAgain() throws Exception {
        run();
        Files.writeString(home.resolve("core/src/main/New.java"), "");
        touch("core/src/main/New.java");
        assertThat(run().err()).isEqualTo("gfn4j: building (the sources have changed) ...\n");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void failedBuild_showsTheEndOfTheLogAndIsTriedAgain() throws Exception {
        maven("echo the reason; exit 1\n");
        for (int attempt = 1; attempt <= 2; attempt++) {
            Outcome failed = run("--help");
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.err()).contains("the build failed").contains("the reason");
            assertThat(builds()).isEqualTo(attempt);
            assertThat(leftInLauncherFolder()).containsExactly("build.log", "lib");
        }
        maven("");
        assertThat(run("--help").status()).isZero();
    }

    @Test
    void statusOfTheProgram_isPassedOn() throws Exception {
        jdk = jdk("21", "exit 7\n");
        assertThat(run().status()).isEqualTo(7);
    }

    @Test
    void symbolicLinks_areFollowed() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve("first"), Path.of("../check out/gfn4j"));
        Files.createSymbolicLink(folder.resolve("second"), Path.of("other/first"));
        Outcome outcome = end(start(folder.resolve("second"), Map.of("JAVA_HOME", jdk.toString()), "tasks"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(home.toRealPath() + "/target/launcher/")
                .endsWith("Main tasks\n");
    }

    @Test
    void twoAtOnce_buildOnce() throws Exception {
        maven("sleep 2\n");
        Process first = start(home.resolve("gfn4j"), Map.of("JAVA_HOME", jdk.toString()), "tasks");
        Process second = start(home.resolve("gfn4j"), Map.of("JAVA_HOME", jdk.toString()), "tasks");
        assertThat(end(first).status()).isZero();
        assertThat(end(second).status()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void lockOfADeadProcess_isRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(home.resolve("target/launcher/lock"));
        Process name = new ProcessBuilder("uname", "-n").start();
        Files.writeString(lock.resolve("owner"), dead.pid() + " " + end(name).out());
        assertThat(run("tasks").status()).isZero();
        assertThat(leftInLauncherFolder()).doesNotContain("lock");
    }

    @Test
    void endedWhileBuilding_leavesNothingBehind() throws Exception {
        Path pipe = home.resolve("pid");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        maven("echo $$ > pid; exec sleep 100\n");
        Process process = start(home.resolve("gfn4j"), Map.of("JAVA_HOME", jdk.toString()), "tasks");
        String maven = Files.readString(pipe).strip();
        process.toHandle().destroy();
        assertThat(end(process).status()).isNotZero();
        assertThat(leftInLauncherFolder()).containsExactly("build.log", "lib");
        assertThat(ProcessHandle.of(Long.parseLong(maven))).isEmpty();
    }

    @Test
    void tooOldJava_isNamedWithWhatToInstall() throws Exception {
        jdk = jdk("11.0.2", PRINT_ARGUMENTS);
        Outcome outcome = run("tasks");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("Java 17 or newer is needed, but JAVA_HOME is " + jdk + ", version 11.0.2.")
                .contains("Install a JDK, 17 or newer");
        assertThat(builds()).isZero();
    }

    @Test
    void tooOldJavaOnThePath_isAskedForItsVersion() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        script(bin.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Outcome outcome = end(start(home.resolve("gfn4j"), Map.of("PATH", bin + ":" + System.getenv("PATH")), "tasks"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("but the java on the PATH is " + bin.resolve("java") + ", version 11.0.2.");
    }

    @Test
    void noJava_isSaid() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("sh", "dirname", "ls", "readlink", "sed")) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(bin.resolve(tool), real);
        }
        Outcome outcome = end(start(home.resolve("gfn4j"), Map.of("PATH", bin.toString()), "tasks"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("JAVA_HOME is not set and no java is on the PATH")
                .contains("Install a JDK");
    }

    private Outcome runIn(Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", jdk.toString(), "LC_ALL", ""));
        all.putAll(environment);
        return end(start(home.resolve("gfn4j"), all, "tasks"));
    }

    @Test
    void whereTextsAreAscii_javaGetsUtf8() throws Exception {
        jdk = jdk("17.0.3", "echo \"java: LC_ALL=${LC_ALL-}\"\n");
        for (String locale : List.of("C", "POSIX", "nn_NOWHERE")) {
            assertThat(runIn(Map.of("LC_ALL", locale)).out()).as(locale).isEqualTo("java: LC_ALL=C.UTF-8\n");
        }
        assertThat(runIn(Map.of("LANG", "C", "LC_CTYPE", "")).out()).isEqualTo("java: LC_ALL=C.UTF-8\n");
        script(home.resolve("locale"), "echo ISO-8859-1\n");
        String path = home + ":" + System.getenv("PATH");
        assertThat(runIn(Map.of("PATH", path)).out()).isEqualTo("java: LC_ALL=\n");
        script(home.resolve("locale"), "echo UTF-8\n");
        assertThat(runIn(Map.of("PATH", path)).out()).isEqualTo("java: LC_ALL=\n");
    }

    @Test
    void namesAndTextsOfAllCharactersReachJavaAndWhatItStarts_whereTextsAreAscii() throws Exception {
        Path classes = folder.resolve("classes");
        Path source = folder.resolve("Main.java");
        Files.writeString(source, """
                package org.gfn4j.app.command;
                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        java.nio.file.Path file = java.nio.file.Path.of(arguments[0]);
                        System.out.println(java.nio.file.Files.readString(file));
                        new ProcessBuilder("cat", arguments[0]).inheritIO().start().waitFor();
                    }
                }
                """);
        Path real = Path.of(System.getProperty("java.home"));
        assertThat(new ProcessBuilder(real.resolve("bin/javac").toString(), "-d", classes.toString(), source.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        jdk = jdk(
                "17.0.4",
                "for name in \"$@\"; do :; done\nexec '" + real.resolve("bin/java") + "' -cp '" + classes
                        + "' org.gfn4j.app.command.Main \"$name\"\n");
        Files.writeString(folder.resolve("mol é ☃.smi"), "ünï\n");
        Outcome outcome =
                end(start(home.resolve("gfn4j"), Map.of("JAVA_HOME", jdk.toString(), "LC_ALL", "C"), "mol é ☃.smi"));
        assertThat(outcome.out()).isEqualTo("ünï\n\nünï\n");
    }

    @Test
    void whatIsNotThereOfTheClassPath_isNamed() throws Exception {
        Files.writeString(folder.resolve("own task.jar"), "");
        Path jars = Files.createDirectories(folder.resolve("jars"));
        String there = "own task.jar:" + jars + "/*:" + jars + ":";
        Outcome fine = runIn(Map.of("GFN4J_CLASSPATH", there));
        assertThat(fine.status()).isZero();
        assertThat(fine.out()).contains(":" + there + " org.gfn4j.app.command.Main");
        for (String missing : List.of("nowhere.jar", jars + "/none.jar", "nothing/*")) {
            Outcome outcome = runIn(Map.of("GFN4J_CLASSPATH", there + missing + ":own task.jar"));
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("GFN4J_CLASSPATH names '" + missing + "', which is not there");
        }
    }

    @Test
    void wrongJavaHome_isNamed() throws Exception {
        jdk = folder.resolve("nothing");
        Outcome outcome = run("tasks");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("but JAVA_HOME is " + jdk + ", where there is no bin/java");
    }
}
