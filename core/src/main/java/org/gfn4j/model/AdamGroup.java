package org.gfn4j.model;

import org.gfn4j.network.Adam;

/** A parameter group that Adam can move. */
interface AdamGroup extends ParameterGroup {

    /** Returns the sum of the squares of all gradients. */
    double squaredGradientNorm();

    /** Moves all values by one step, with their gradients multiplied by a factor, and sets the gradients to zero. */
    void step(Adam adam, double gradientScale);
}
