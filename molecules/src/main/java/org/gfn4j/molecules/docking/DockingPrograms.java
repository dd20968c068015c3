package org.gfn4j.molecules.docking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gfn4j.rewards.RewardSourceException;

/**
 * The programs that docking needs.
 *
 * <p>Thread-safety: immutable.
 *
 * @param vina what AutoDock Vina is called, a name on the path or a file
 * @param obabel what Open Babel is called, a name on the path or a file
 */
record DockingPrograms(String vina, String obabel) {
    static final DockingPrograms INSTALLED = new DockingPrograms("vina", "obabel");

    private static final long PATIENCE_SECONDS = 30;
    private static final String REMEDY =
            "; docking needs the programs vina and obabel on the PATH, of the Debian packages autodock-vina and openbabel";

    /** Returns the version of AutoDock Vina, such as {@code AutoDock Vina v1.2.3}. */
    String vinaVersion() {
        return version(vina, "--version");
    }

    /** Returns the version of Open Babel, such as {@code Open Babel 3.1.1}. */
    String obabelVersion() {
        return version(obabel, "-V").replaceFirst(" -- .*", "");
    }

    private static String version(String program, String option) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (ProgramRunner runner = new ProgramRunner()) {
            ProgramRunner.Ended ended =
                    runner.run(folder, List.of(program, option), TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            if (ended.timedOut()) {
                throw new RewardSourceException("cannot dock, because " + program + " " + option + " took longer than "
                        + PATIENCE_SECONDS + " s" + REMEDY);
            }
            if (ended.exitCode() != 0) {
                throw new RewardSourceException(
                        "cannot dock, because " + program + " " + option + " " + ended.problem() + REMEDY);
            }
            return ended.output()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new RewardSourceException(
                            "cannot dock, because " + program + " " + option + " says no version" + REMEDY));
        } catch (IOException e) {
            throw cannotStart(program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RewardSourceException("interrupted while looking for " + program, e);
        }
    }

    /** Makes an exception for a program that is not there. */
    static RewardSourceException cannotStart(String program, IOException cause) {
        return new RewardSourceException(
                "cannot dock, because " + program + " cannot be started (" + cause.getMessage() + ")" + REMEDY, cause);
    }
}
