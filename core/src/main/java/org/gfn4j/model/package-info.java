/**
 * What is learned: forward policy, backward policy, state flow and log Z, behind {@link org.gfn4j.model.FlowModel}.
 *
 * <p>Start from {@link org.gfn4j.model.MlpFlowModel}; {@link org.gfn4j.model.TabularFlowModel} is exact on small
 * spaces, and {@link org.gfn4j.model.DiscreteFlowModel} is the base of a model of your own.
 */
@NullMarked
package org.gfn4j.model;

import org.jspecify.annotations.NullMarked;
