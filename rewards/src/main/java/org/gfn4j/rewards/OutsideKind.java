package org.gfn4j.rewards;

import java.util.function.Function;
import org.gfn4j.reward.RewardExpression.Term;

/**
 * A kind of external reward, such as one by a program or by a model.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what its terms are called
 * @param needs what must follow the name, with an example
 * @param namesFile whether that is the name of a file
 * @param launch tells what a term would start, and starts nothing
 */
public record OutsideKind(String name, String needs, boolean namesFile, Function<Term, Launch> launch) {}
