package org.gfn4j.molecules.chemistry;

import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The quantitative estimate of drug-likeness of Bickerton et al. 2012, Nature Chemistry 4, 90: exp(Σ w ln d / Σ w), the
 * weighted geometric mean of eight desirabilities, of weight, log P, acceptors, donors, polar surface area, rotatable bonds,
 * aromatic rings and structural alerts, with the mean weights of the paper (QED<sub>w,mo</sub>).
 *
 * <p>Thread-safety: immutable.
 */
public final class Qed {
    private static final Property WEIGHT = new Property(
            0.66, 2.817065973, 392.5754953, 290.7489764, 2.419764353, 49.22325677, 65.37051707, 104.9805561);
    private static final Property LOG_P = new Property(
            0.46, 3.172690585, 137.8624751, 2.534937431, 4.581497897, 0.822739154, 0.576295591, 131.3186604);
    private static final Property ACCEPTORS = new Property(
            0.05, 2.948620388, 160.4605972, 3.615294657, 4.435986202, 0.290141953, 1.300669958, 148.7763046);
    private static final Property DONORS = new Property(
            0.61, 1.618662227, 1010.051101, 0.985094388, 0.000000001, 0.713820843, 0.920922555, 258.1632616);
    private static final Property POLAR_SURFACE = new Property(
            0.06, 1.876861559, 125.2232657, 62.90773554, 87.83366614, 12.01999824, 28.51324732, 104.5686167);
    private static final Property ROTATABLE_BONDS = new Property(
            0.65, 0.010000000, 272.4121427, 2.558379970, 1.565547684, 1.271567166, 2.758063707, 105.4420403);
    private static final Property AROMATIC_RINGS = new Property(
            0.48, 3.217788970, 957.7374108, 2.274627939, 0.000000001, 1.317690384, 0.375760881, 312.3372610);
    private static final Property ALERTS = new Property(
            0.95, 0.010000000, 1199.094025, -0.09002883, 0.000000001, 0.185904477, 0.875193782, 417.7253140);
    private static final double WEIGHTS = 0.66 + 0.46 + 0.05 + 0.61 + 0.06 + 0.65 + 0.48 + 0.95;

    private final Descriptors descriptors;

    /**
     * Makes the estimator.
     *
     * @param descriptors what computes the properties
     */
    public Qed(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    /**
     * Returns the drug-likeness of a molecule.
     *
     * @param molecule a molecule as {@link Smiles#parse} and {@link MoleculeAssembler} make it
     * @return in (0, 1), the larger the more like approved drugs taken by mouth
     */
    public double of(IAtomContainer molecule) {
        double sum = WEIGHT.logDesirability(descriptors.weight(molecule))
                + LOG_P.logDesirability(descriptors.logP(molecule))
                + ACCEPTORS.logDesirability(descriptors.acceptors(molecule))
                + DONORS.logDesirability(descriptors.donors(molecule))
                + POLAR_SURFACE.logDesirability(descriptors.polarSurface(molecule))
                + ROTATABLE_BONDS.logDesirability(descriptors.rotatableBonds(molecule))
                + AROMATIC_RINGS.logDesirability(descriptors.aromaticRings(molecule))
                + ALERTS.logDesirability(descriptors.alerts(molecule).size());
        return Math.exp(sum / WEIGHTS);
    }

    /** The weight of a property and its asymmetric double sigmoid (equation 2 and supplementary table 1 of the paper). */
    private record Property(double weight, double a, double b, double c, double d, double e, double f, double largest) {
        double logDesirability(double x) {
            double rise = 1 + Math.exp(-(x - c + d / 2) / e);
            double fall = 1 + Math.exp(-(x - c - d / 2) / f);
            return weight * Math.log((a + b / rise * (1 - 1 / fall)) / largest);
        }
    }
}
