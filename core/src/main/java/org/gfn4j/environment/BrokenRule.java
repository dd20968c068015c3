package org.gfn4j.environment;

import org.gfn4j.environment.VerificationReport.Failure;

/** Carries a failure out of the checks. */
final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    BrokenRule(Failure failure) {
        super(failure.rule().sentence(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
