package org.gfn4j.objective;

/**
 * The function φ that a residual is put through.
 *
 * <p>Thread-safety: immutable.
 */
public enum Regression {
    /** φ(r) = r². */
    SQUARED {
        @Override
        public double value(double residual) {
            return residual * residual;
        }

        @Override
        public double derivative(double residual) {
            return 2 * residual;
        }
    },
    /** φ(r) = r²/2 for |r| ≤ 1, else |r| − 1/2. */
    HUBER {
        @Override
        public double value(double residual) {
            double size = Math.abs(residual);
            return size <= 1 ? 0.5 * residual * residual : size - 0.5;
        }

        @Override
        public double derivative(double residual) {
            return Math.max(-1, Math.min(1, residual));
        }
    },
    /** φ(r) = log cosh r. */
    LOG_COSH {
        @Override
        public double value(double residual) {
            double size = Math.abs(residual);
            double sinh = Math.sinh(size);
            return size > 20 ? size - Math.log(2) : 0.5 * Math.log1p(sinh * sinh);
        }

        @Override
        public double derivative(double residual) {
            return Math.tanh(residual);
        }
    };

    /**
     * Computes φ.
     *
     * @param residual a residual
     * @return φ(residual), at least 0
     */
    public abstract double value(double residual);

    /**
     * Computes the derivative of φ.
     *
     * @param residual a residual
     * @return φ′(residual)
     */
    public abstract double derivative(double residual);
}
