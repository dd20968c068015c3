package org.gfn4j.rewards;

/**
 * What a reward looks at of an object, as text: objects with equal keys have the same reward.
 *
 * <p>Thread-safety: immutable.
 *
 * @param object the canonical text of the object, such as a canonical SMILES
 * @param marks what else of its state the reward looks at, such as free stems, in canonical form; empty where it looks at the
 *     object alone
 */
public record RewardKey(String object, String marks) {

    /**
     * Makes the key of an object that is looked at alone.
     *
     * @param object the canonical text of the object
     * @return a key without marks
     */
    public static RewardKey of(String object) {
        return new RewardKey(object, "");
    }
}
