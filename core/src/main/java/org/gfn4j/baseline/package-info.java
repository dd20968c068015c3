/**
 * What a generative flow network is compared with: reinforcement learning on the same models, chains of edited objects,
 * and random building.
 */
@NullMarked
package org.gfn4j.baseline;

import org.jspecify.annotations.NullMarked;
