package org.gfn4j.molecules.proxy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a proxy is: what it predicts, how large it is, and how it came to be.
 *
 * <p>Thread-safety: immutable.
 *
 * @param target what its score is, such as the name of a column
 * @param units the units of the score, perhaps empty
 * @param shape the size of the network
 * @param mask the stem mask that it was trained with
 * @param details whatever else its file says of it, by name, such as the figures of its training
 */
public record ProxyDescription(
        String target, String units, ProxyShape shape, StemMask mask, Map<String, String> details) {

    /** Keeps a copy of the details, sorted by name. */
    public ProxyDescription {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
