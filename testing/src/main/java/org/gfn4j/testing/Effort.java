package org.gfn4j.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How often a test repeats what it does: as often as it says with {@code -Dgfn4j.acceptance=true}, which the profile
 * acceptance sets, and a tenth as often without.
 *
 * <p>The tries of every property of jqwik follow it: the class is registered as a hook.
 *
 * <p>Thread-safety: stateless.
 */
public final class Effort implements AroundPropertyHook {
    private static final int REDUCTION = 10;

    /** Makes a hook, as jqwik does. */
    public Effort() {}

    /**
     * Returns how often this run repeats something.
     *
     * @param full how often the acceptance tests do, at least 1
     * @return {@code full} or a tenth of it, rounded up
     */
    public static int of(int full) {
        return Boolean.getBoolean("gfn4j.acceptance") ? full : (full + REDUCTION - 1) / REDUCTION;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        context.attributes().tries().ifPresent(full -> context.attributes().setTries(of(full)));
        return property.execute();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
