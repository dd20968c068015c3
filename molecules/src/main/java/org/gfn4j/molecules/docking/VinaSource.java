package org.gfn4j.molecules.docking;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.OutsideKind;
import org.gfn4j.rewards.OutsideTerms;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSource;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.rewards.RewardWorker;

/**
 * Docks molecules with AutoDock Vina, as conformers that Open Babel makes of them.
 *
 * <p>The value of an outcome is the score of the best pose in kcal/mol: the lower, the better; it may be positive. Each worker
 * runs one program at a time on one core, in a temporary folder of its own. Programs and folders go when a worker or
 * the source is closed.
 *
 * <p>The same molecule gets the same score from the same programs, with two exceptions. Open Babel makes another conformer each
 * time of molecules without rings and of some whose rings it does not know, and the score changes with it as it does with the
 * seed; and another processor may round otherwise.
 *
 * <p>Thread-safety: safe for any number of threads; each of its workers belongs to one.
 */
public final class VinaSource implements RewardSource<AssembledMolecule> {
    /** The name of a reward by docking. */
    public static final String NAME = "vina";

    private static final double MEAN_SCORE = -8.6;
    private static final double SPREAD = 1.10;
    private static final double MEAN_REWARD = 4;

    private final DockingPrograms programs;
    private final DockingSettings settings;
    private final Receptor receptor;
    private final String identity;
    private final Set<VinaWorker> workers = ConcurrentHashMap.newKeySet();

    /**
     * Returns rewards by docking.
     *
     * @return the kind of terms with the name {@value #NAME}
     */
    public static OutsideKind kind() {
        return new OutsideKind(
                NAME,
                "a receptor, such as vina:receptor.pdbqt",
                true,
                term -> Launch.ofFile(OutsideTerms.REWARD, Launch.Kind.DOCKING, OutsideTerms.file(term)));
    }

    /**
     * Makes a source with the programs {@code vina} and {@code obabel} of the path, which it starts to ask for their versions.
     *
     * @param settings into what molecules are docked, and how
     * @throws ReceptorException if the receptor cannot be read, is no receptor, or has no atom in the box
     * @throws RewardSourceException if a program is missing or does not work; the message names the packages to install
     */
    public VinaSource(DockingSettings settings) throws ReceptorException {
        this(settings, DockingPrograms.INSTALLED);
    }

    VinaSource(DockingSettings settings, DockingPrograms programs) throws ReceptorException {
        this.settings = settings;
        this.programs = programs;
        this.receptor = Receptor.read(settings.receptor());
        receptor.requireHit(settings.box());
        this.identity = programs.vinaVersion()
                + ", score of the best pose in kcal/mol; conformers of "
                + programs.obabelVersion()
                + ", --gen3d -h of Kekulé SMILES from up to 4 atoms of plain rings, the one of least MMFF94 energy; receptor sha256:"
                + receptor.sha256()
                + "; box " + settings.box()
                + "; exhaustiveness " + settings.exhaustiveness()
                + "; seed " + settings.seed();
    }

    /**
     * Makes a reward of a score, as Bengio et al. (2021) do: 4 − (min(0, score) + 8.6) / 1.10.
     *
     * @param score a docking score, in kcal/mol
     * @return a raw reward, the higher the better: 4 for −8.6, −3.8 for 0 and more
     */
    public static double reward(double score) {
        return MEAN_REWARD - (Math.min(0, score) - MEAN_SCORE) / SPREAD;
    }

    @Override
    public String identity() {
        return identity;
    }

    /**
     * Returns what docking looks at of a molecule.
     *
     * @param molecule a molecule
     * @return its canonical SMILES, without marks
     */
    @Override
    public RewardKey key(AssembledMolecule molecule) {
        return RewardKey.of(Smiles.canonical(molecule.molecule()));
    }

    /**
     * Makes a worker with a temporary folder of its own.
     *
     * @return a worker, closed by the caller; a worker is given one molecule at a time
     * @throws RewardSourceException if the folder cannot be made
     */
    @Override
    public RewardWorker<AssembledMolecule> newWorker() {
        VinaWorker worker = new VinaWorker(this::key, programs, settings, receptor, workers::remove);
        workers.add(worker);
        return worker;
    }

    /** Ends all workers that have not been closed. */
    @Override
    public void close() {
        workers.forEach(VinaWorker::close);
    }
}
