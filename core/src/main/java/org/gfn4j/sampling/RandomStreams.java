package org.gfn4j.sampling;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Generators derived from a seed, a purpose, an iteration and an index, so that every draw can be replayed by itself and
 * does not depend on what was drawn before or on which thread.
 *
 * <p>Thread-safety: immutable; each generator is confined to one thread.
 *
 * @param seed the seed of a run
 */
public record RandomStreams(long seed) {

    /** What random numbers are for; each purpose has streams of its own. */
    public enum Purpose {
        /** The weights that training starts from. */
        INITIALISATION,
        /** The trajectories that are trained on. */
        TRAINING,
        /** Estimates of how good a model is. */
        EVALUATION,
        /** Objects drawn for a user. */
        SAMPLING,
        /** Random walks that check an environment. */
        VERIFICATION,
        /** Which stored objects are learned from, and the walks back from them. */
        DATA,
        /** Which objects of the whole space are learned from, and the walks back from them. */
        UNIFORM_TERMINALS,
        /** What is replayed, and the walks back from it. */
        REPLAY,
        /** The moves of chains, and whether they are accepted. */
        CHAINS,
        /** Which moves are imitated. */
        IMITATION,
        /** The rows of the minibatches that a round is gone through in. */
        ROUNDS
    }

    /**
     * Derives a generator.
     *
     * @param purpose what it is for
     * @param iteration the iteration, or 0
     * @param index the trajectory within the iteration, or 0
     * @return a fresh generator, the same for the same arguments
     */
    @SuppressWarnings("EnumOrdinal") // the order of purposes is part of what a seed means
    public RandomGenerator generator(Purpose purpose, long iteration, long index) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        state = mix(state ^ (purpose.ordinal() + 1) * 0xD1B54A32D192ED03L);
        state = mix(state ^ (iteration + 1) * 0x8CB92BA72F3D8DD7L);
        state = mix(state ^ (index + 1) * 0xABC98388FB8FAC03L);
        return new SplittableRandom(state);
    }

    /**
     * Derives the only generator of a purpose that has no iterations.
     *
     * @param purpose what it is for
     * @return {@code generator(purpose, 0, 0)}
     */
    public RandomGenerator generator(Purpose purpose) {
        return generator(purpose, 0, 0);
    }

    /**
     * Derives a generator for each trajectory of an iteration.
     *
     * @param purpose what they are for
     * @param iteration the iteration
     * @return the generator of each index
     */
    public IntFunction<RandomGenerator> trajectories(Purpose purpose, long iteration) {
        return index -> generator(purpose, iteration, index);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection whose bits all depend on all bits. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
