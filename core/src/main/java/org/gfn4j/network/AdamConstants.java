package org.gfn4j.network;

/**
 * What one step of Adam multiplies single-precision numbers with.
 *
 * @param gradientScale the factor on the gradients
 * @param beta1 β₁
 * @param beta2 β₂
 * @param rate η/(1 − β₁ᵗ)
 * @param rootCorrection 1/√(1 − β₂ᵗ)
 * @param epsilon ε
 * @param keep 1 − η·decay
 */
record AdamConstants(
        float gradientScale, float beta1, float beta2, float rate, float rootCorrection, float epsilon, float keep) {}
