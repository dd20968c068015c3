package org.gfn4j.molecules.docking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.rewards.Outcome;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.rewards.RewardWorker;

/** Docks one molecule after another in a temporary folder; any thread may close it. */
final class VinaWorker implements RewardWorker<AssembledMolecule> {
    private static final String RECEPTOR = "receptor.pdbqt";
    private static final String SMILES = "ligand.smi";
    private static final String CONFORMERS = "conformers.sdf";
    private static final String LIGAND = "ligand.pdbqt";
    private static final String POSES = "poses.pdbqt";
    private static final String RESULT = "REMARK VINA RESULT:";
    private static final String PARSING_ERROR = "PDBQT parsing error:";
    private static final long LEAST_SPACE = 1_000_000;

    private final Function<AssembledMolecule, RewardKey> keys;
    private final DockingPrograms programs;
    private final DockingSettings settings;
    private final Consumer<VinaWorker> whenClosed;
    private final ProgramRunner runner = new ProgramRunner();
    private final Path folder;

    VinaWorker(
            Function<AssembledMolecule, RewardKey> keys,
            DockingPrograms programs,
            DockingSettings settings,
            Receptor receptor,
            Consumer<VinaWorker> whenClosed) {
        this.keys = keys;
        this.programs = programs;
        this.settings = settings;
        this.whenClosed = whenClosed;
        try {
            this.folder = Files.createTempDirectory("gfn4j-docking");
        } catch (IOException e) {
            throw new RewardSourceException(
                    "cannot dock, because no folder can be made in " + System.getProperty("java.io.tmpdir") + ": " + e
                            + "; make room, or start Java with -Djava.io.tmpdir=FOLDER",
                    e);
        }
        try {
            receptor.write(folder.resolve(RECEPTOR));
        } catch (IOException e) {
            delete();
            throw unusable(e);
        }
    }

    @Override
    public List<Outcome> score(List<AssembledMolecule> molecules) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (AssembledMolecule molecule : molecules) {
            outcomes.add(dock(keys.apply(molecule).object()));
        }
        return outcomes;
    }

    private Outcome dock(String canonical) throws InterruptedException {
        if (canonical.indexOf('.') >= 0) {
            return Outcome.failed("the molecule has more than one part, and only one can be docked");
        }
        List<String> smiles;
        try {
            smiles = LigandSmiles.of(canonical);
        } catch (SmilesException e) {
            return Outcome.failed("cannot pass the molecule to Open Babel: " + e.getMessage());
        }
        long end = System.nanoTime() + settings.timeOut().toNanos();
        try {
            Optional<Outcome> failure = prepare(end, smiles);
            if (failure.filter(Outcome::lasting).isPresent() && !smiles.contains(canonical)) {
                // Open Babel may come by another way to a conformer that it did not find by the first
                failure = prepare(end, List.of(canonical));
            }
            return failure.isPresent() ? failure.get() : search(end);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Makes conformers and keeps that of the least energy, or returns why there is none. */
    private Optional<Outcome> prepare(long end, List<String> smiles) throws IOException, InterruptedException {
        Files.write(folder.resolve(SMILES), smiles);
        for (String old : List.of(CONFORMERS, LIGAND, POSES)) {
            Files.deleteIfExists(folder.resolve(old));
        }
        ProgramRunner.Ended built =
                run(end, programs.obabel(), "-ismi", SMILES, "-osdf", "-O", CONFORMERS, "--gen3d", "-h");
        Optional<Outcome> unanswered = unanswered(built);
        if (unanswered.isPresent()) {
            return unanswered;
        }
        ProgramRunner.Ended chosen = choose(end, "--energy", "--ff", "MMFF94", "--smallest", "1", "Energy");
        if (unanswered(chosen).isEmpty() && atoms().isEmpty()) {
            // MMFF94 does not know all elements that can be docked
            chosen = choose(end, "-l", "1");
        }
        unanswered = unanswered(chosen);
        return unanswered.isPresent() ? unanswered : missing(built.lastLine());
    }

    private ProgramRunner.Ended choose(long end, String... how) throws InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(programs.obabel(), "-isdf", CONFORMERS, "-opdbqt", "-O", LIGAND));
        command.addAll(List.of(how));
        return run(end, command.toArray(String[]::new));
    }

    private Optional<Outcome> unanswered(ProgramRunner.Ended obabel) {
        if (obabel.timedOut()) {
            return Optional.of(timedOut());
        }
        return obabel.exitCode() == 0
                ? Optional.empty()
                : Optional.of(Outcome.unanswered("Open Babel " + obabel.problem()));
    }

    /** Returns a failure where there is no conformer, or atoms lie upon each other, as where Open Babel has not placed them. */
    private Optional<Outcome> missing(String lastWords) throws IOException {
        List<String> atoms = atoms();
        long places = atoms.stream()
                .map(line -> line.substring(Math.min(30, line.length()), Math.min(54, line.length())))
                .distinct()
                .count();
        if (!atoms.isEmpty() && places == atoms.size()) {
            return Optional.empty();
        }
        requireSpace();
        return Optional.of(Outcome.failed(
                "Open Babel made no conformer" + (lastWords.isEmpty() ? "" : "; its last words are: " + lastWords)));
    }

    private List<String> atoms() throws IOException {
        return lines(LIGAND)
                .filter(line -> line.startsWith("ATOM  ") || line.startsWith("HETATM"))
                .toList();
    }

    private Outcome search(long end) throws IOException, InterruptedException {
        DockingBox box = settings.box();
        ProgramRunner.Ended ended = run(
                end,
                programs.vina(),
                "--receptor",
                RECEPTOR,
                "--ligand",
                LIGAND,
                "--center_x",
                Double.toString(box.centreX()),
                "--center_y",
                Double.toString(box.centreY()),
                "--center_z",
                Double.toString(box.centreZ()),
                "--size_x",
                Double.toString(box.sizeX()),
                "--size_y",
                Double.toString(box.sizeY()),
                "--size_z",
                Double.toString(box.sizeZ()),
                "--exhaustiveness",
                Integer.toString(settings.exhaustiveness()),
                "--seed",
                Integer.toString(settings.seed()),
                "--cpu",
                "1",
                "--num_modes",
                "1",
                "--out",
                POSES);
        if (ended.timedOut()) {
            return timedOut();
        }
        if (ended.exitCode() != 0) {
            requireSpace();
            return refusal(ended.output())
                    .map(reason -> Outcome.failed("AutoDock Vina cannot read the ligand: " + reason))
                    .orElseGet(() -> Outcome.unanswered("AutoDock Vina " + ended.problem()));
        }
        Optional<String> result =
                lines(POSES).filter(line -> line.startsWith(RESULT)).findFirst();
        if (result.isEmpty()) {
            requireSpace();
            return Outcome.failed("AutoDock Vina found no pose"
                    + (ended.lastLine().isEmpty() ? "" : "; its last words are: " + ended.lastLine()));
        }
        return outcome(result.get().substring(RESULT.length()).strip());
    }

    /** Returns what Vina does not like about a ligand; the receptor has been checked. */
    private static Optional<String> refusal(String output) {
        return output.lines()
                .filter(line -> line.startsWith(PARSING_ERROR))
                .map(line -> line.substring(PARSING_ERROR.length()).strip())
                .findFirst();
    }

    private static Outcome outcome(String result) {
        String score = result.split("\\s+", 2)[0];
        try {
            double value = Double.parseDouble(score);
            if (Double.isFinite(value)) {
                return Outcome.of(value);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        return Outcome.failed("AutoDock Vina gave the score '" + score + "', which is not a number");
    }

    private ProgramRunner.Ended run(long end, String... command) throws InterruptedException {
        try {
            return runner.run(folder, List.of(command), Math.max(0, end - System.nanoTime()));
        } catch (IOException e) {
            throw DockingPrograms.cannotStart(command[0], e);
        }
    }

    private Outcome timedOut() {
        return Outcome.unanswered(
                "docking took longer than " + seconds(settings.timeOut().toMillis()) + " s");
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
    }

    private Stream<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.ISO_8859_1).lines()
                : Stream.empty();
    }

    /** Keeps a disk that is full from looking like the fault of a molecule. */
    private void requireSpace() throws IOException {
        long space = Files.getFileStore(folder).getUsableSpace();
        if (space < LEAST_SPACE) {
            throw new IOException("only " + space + " bytes are free");
        }
    }

    private RewardSourceException unusable(IOException cause) {
        return new RewardSourceException(
                "cannot dock, because the folder " + folder + " cannot be used: " + cause
                        + "; make room, or start Java with -Djava.io.tmpdir=FOLDER",
                cause);
    }

    @Override
    public void close() {
        runner.close();
        delete();
        whenClosed.accept(this);
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // what cannot be deleted is left to the system, as it is in a temporary folder
        }
    }
}
