package org.gfn4j.torch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * An array of numbers in native memory, with libtorch's operations and the record of how it was computed.
 *
 * <p>Every tensor belongs to the {@link NativeScope} that was innermost when it was made; without one none can be made.
 * Operations return new tensors and follow libtorch's rules for broadcasting. Shapes are given outermost first.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class NativeTensor implements AutoCloseable {
    private final Tensor tensor;

    NativeTensor(Tensor tensor) {
        this.tensor = tensor;
    }

    /**
     * Copies an array.
     *
     * @param values the numbers in row-major order
     * @param shape the extent of each dimension
     * @return a tensor in single precision
     * @throws IllegalArgumentException if the shape does not fit the numbers
     * @throws IllegalStateException if no scope is open
     */
    public static NativeTensor of(float[] values, long... shape) {
        NativeTensor result = empty(ScalarType.Float, values.length, shape);
        if (values.length > 0) {
            result.tensor.data_ptr_float().put(values);
        }
        return result;
    }

    /**
     * Copies an array.
     *
     * @param values the numbers in row-major order
     * @param shape the extent of each dimension
     * @return a tensor in double precision
     * @throws IllegalArgumentException if the shape does not fit the numbers
     * @throws IllegalStateException if no scope is open
     */
    public static NativeTensor of(double[] values, long... shape) {
        NativeTensor result = empty(ScalarType.Double, values.length, shape);
        if (values.length > 0) {
            result.tensor.data_ptr_double().put(values);
        }
        return result;
    }

    /**
     * Copies an array, rounded to a precision.
     *
     * @param precision the precision of the tensor
     * @param values the numbers in row-major order
     * @param shape the extent of each dimension
     * @return the tensor
     * @throws IllegalArgumentException if the shape does not fit the numbers
     * @throws IllegalStateException if no scope is open
     */
    public static NativeTensor of(Precision precision, double[] values, long... shape) {
        if (precision == Precision.DOUBLE) {
            return of(values, shape);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return of(rounded, shape);
    }

    /**
     * Copies whole numbers, to pick rows with.
     *
     * @param values indices
     * @return a tensor [values] to be given where indices are needed
     * @throws IllegalStateException if no scope is open
     */
    public static NativeTensor indices(int... values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return indices(wide);
    }

    /**
     * Copies whole numbers, to pick rows with.
     *
     * @param values indices
     * @return a tensor [values] to be given where indices are needed
     * @throws IllegalStateException if no scope is open
     */
    public static NativeTensor indices(long... values) {
        NativeTensor result = empty(ScalarType.Long, values.length, values.length);
        if (values.length > 0) {
            result.tensor.data_ptr_long().put(values);
        }
        return result;
    }

    /**
     * Makes a tensor of zeros.
     *
     * @param precision the precision
     * @param shape the extent of each dimension
     * @return the tensor
     * @throws IllegalStateException if no scope is open
     */
    public static NativeTensor zeros(Precision precision, long... shape) {
        requireScope();
        return new NativeTensor(torch.zeros(shape, new TensorOptions(precision.type())));
    }

    private static NativeTensor empty(ScalarType type, int size, long... shape) {
        requireScope();
        long expected = 1;
        for (long extent : shape) {
            expected *= extent;
        }
        if (expected != size) {
            throw new IllegalArgumentException(
                    "the shape " + Arrays.toString(shape) + " must hold " + size + " numbers, but holds " + expected);
        }
        return new NativeTensor(torch.empty(shape, new TensorOptions(type), null));
    }

    private static void requireScope() {
        if (PointerScope.getInnerScope() == null) {
            throw new IllegalStateException("open a NativeScope, which owns the memory of tensors, before making one");
        }
    }

    /** Wraps the result of an operation, which needs an owner as well. */
    static NativeTensor made(Tensor tensor) {
        requireScope();
        return new NativeTensor(tensor);
    }

    Tensor pointer() {
        return tensor;
    }

    /**
     * Returns the precision.
     *
     * @return the precision of the numbers
     * @throws IllegalStateException if these are indices
     */
    public Precision precision() {
        return switch (tensor.scalar_type().intern()) {
            case Float -> Precision.SINGLE;
            case Double -> Precision.DOUBLE;
            default -> throw new IllegalStateException("indices have no precision");
        };
    }

    /**
     * Returns the shape.
     *
     * @return the extent of each dimension
     */
    public long[] shape() {
        long[] shape = new long[(int) tensor.dim()];
        for (int dimension = 0; dimension < shape.length; dimension++) {
            shape[dimension] = tensor.size(dimension);
        }
        return shape;
    }

    /**
     * Returns the extent of a dimension.
     *
     * @param dimension the dimension, from 0
     * @return its extent
     */
    public long size(int dimension) {
        return tensor.size(dimension);
    }

    /**
     * Copies the numbers.
     *
     * @return the numbers in row-major order, rounded to single precision
     * @throws IllegalStateException if these are indices
     */
    public float[] floats() {
        if (precision() == Precision.DOUBLE) {
            double[] exact = doubles();
            float[] values = new float[exact.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) exact[i];
            }
            return values;
        }
        try (NativeScope scope = NativeScope.withoutGradient()) {
            float[] values = new float[Math.toIntExact(tensor.numel())];
            if (values.length > 0) {
                tensor.contiguous().data_ptr_float().get(values);
            }
            return values;
        }
    }

    /**
     * Copies the numbers.
     *
     * @return the numbers in row-major order
     * @throws IllegalStateException if these are indices
     */
    public double[] doubles() {
        if (precision() == Precision.SINGLE) {
            float[] single = floats();
            double[] values = new double[single.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = single[i];
            }
            return values;
        }
        try (NativeScope scope = NativeScope.withoutGradient()) {
            double[] values = new double[Math.toIntExact(tensor.numel())];
            if (values.length > 0) {
                tensor.contiguous().data_ptr_double().get(values);
            }
            return values;
        }
    }

    /**
     * Adds another tensor.
     *
     * @param other the other
     * @return this + other
     */
    public NativeTensor plus(NativeTensor other) {
        return made(tensor.add(other.tensor));
    }

    /**
     * Subtracts another tensor.
     *
     * @param other the other
     * @return this − other
     */
    public NativeTensor minus(NativeTensor other) {
        return made(tensor.sub(other.tensor));
    }

    /**
     * Multiplies number by number.
     *
     * @param other the other
     * @return this · other
     */
    public NativeTensor times(NativeTensor other) {
        return made(tensor.mul(other.tensor));
    }

    /**
     * Divides number by number.
     *
     * @param other the other
     * @return this / other
     */
    public NativeTensor dividedBy(NativeTensor other) {
        return made(tensor.div(other.tensor));
    }

    /**
     * Multiplies by a number.
     *
     * @param factor the factor
     * @return factor · this
     */
    public NativeTensor scale(double factor) {
        return made(tensor.mul(new Scalar(factor)));
    }

    /**
     * Adds a number.
     *
     * @param summand the summand
     * @return this + summand
     */
    public NativeTensor plus(double summand) {
        return made(tensor.add(new Scalar(summand)));
    }

    /**
     * Multiplies matrices.
     *
     * @param other a matrix [k, m], or a batch of matrices
     * @return for this [n, k] the product [n, m]
     */
    public NativeTensor matmul(NativeTensor other) {
        return made(tensor.matmul(other.tensor));
    }

    /**
     * Applies an affine map to rows.
     *
     * @param weight the weight [outputs, inputs]
     * @param bias the bias [outputs]
     * @return for this [rows, inputs] the rows x·weightᵀ + bias, [rows, outputs]
     */
    public NativeTensor linear(NativeTensor weight, NativeTensor bias) {
        return made(torch.linear(tensor, weight.tensor, new org.bytedeco.pytorch.TensorOptional(bias.tensor)));
    }

    /**
     * Transposes a matrix.
     *
     * @return for this [n, m] a view [m, n]
     */
    public NativeTensor transpose() {
        return made(tensor.t());
    }

    /**
     * Gives the numbers another shape.
     *
     * @param shape the extent of each dimension; one of them may be −1, which is worked out
     * @return a view where that is possible, else a copy
     */
    public NativeTensor reshape(long... shape) {
        return made(tensor.reshape(shape));
    }

    /**
     * Repeats along dimensions of extent 1, without copying.
     *
     * @param shape the extent of each dimension
     * @return a view
     */
    public NativeTensor expand(long... shape) {
        return made(tensor.expand(shape));
    }

    /**
     * Picks a range of a dimension.
     *
     * @param dimension the dimension, from 0
     * @param start the first index
     * @param length how many
     * @return a view
     */
    public NativeTensor narrow(int dimension, long start, long length) {
        return made(tensor.narrow(dimension, start, length));
    }

    /**
     * Joins tensors along a dimension.
     *
     * @param dimension the dimension, from 0
     * @param parts tensors that agree in all other dimensions, at least one
     * @return the whole
     */
    public static NativeTensor concat(int dimension, List<NativeTensor> parts) {
        return made(torch.cat(vector(parts), dimension));
    }

    private static TensorVector vector(List<NativeTensor> parts) {
        return new TensorVector(parts.stream().map(part -> part.tensor).toArray(Tensor[]::new));
    }

    /**
     * Picks rows, any number of times each.
     *
     * @param indices which rows, [picked]
     * @return for this [rows, …] the picked rows, [picked, …]
     */
    public NativeTensor rows(NativeTensor indices) {
        return made(tensor.index_select(0, indices.tensor));
    }

    /**
     * Adds rows to some of these.
     *
     * @param indices to which row each is added, [added]
     * @param rows the rows, [added, …]
     * @return for this [rows, …] the sums, [rows, …]
     */
    public NativeTensor addRows(NativeTensor indices, NativeTensor rows) {
        return made(tensor.index_add(0, indices.tensor, rows.tensor));
    }

    /**
     * Applies x ↦ max(x, 0) + slope·min(x, 0).
     *
     * @param slope the slope of the negative side; .01 is usual
     * @return the values
     */
    public NativeTensor leakyRelu(double slope) {
        return made(torch.leaky_relu(tensor, new Scalar(slope)));
    }

    /**
     * Applies x ↦ max(x, 0).
     *
     * @return the values
     */
    public NativeTensor relu() {
        return made(tensor.relu());
    }

    /**
     * Applies x ↦ 1 / (1 + e⁻ˣ).
     *
     * @return the values
     */
    public NativeTensor sigmoid() {
        return made(tensor.sigmoid());
    }

    /**
     * Applies the hyperbolic tangent.
     *
     * @return the values
     */
    public NativeTensor tanh() {
        return made(tensor.tanh());
    }

    /**
     * Applies the exponential function.
     *
     * @return the values
     */
    public NativeTensor exp() {
        return made(tensor.exp());
    }

    /**
     * Applies the natural logarithm.
     *
     * @return the values
     */
    public NativeTensor log() {
        return made(tensor.log());
    }

    /**
     * Applies x ↦ log(1 + eˣ).
     *
     * @return the values
     */
    public NativeTensor softplus() {
        return made(torch.softplus(tensor));
    }

    /**
     * Applies x ↦ x².
     *
     * @return the values
     */
    public NativeTensor square() {
        return made(tensor.square());
    }

    /**
     * Adds all numbers.
     *
     * @return the sum, []
     */
    public NativeTensor sum() {
        return made(tensor.sum());
    }

    /**
     * Adds along a dimension, which is left out of the result.
     *
     * @param dimension the dimension, from 0
     * @return the sums
     */
    public NativeTensor sum(int dimension) {
        return made(tensor.sum((long) dimension));
    }

    /**
     * Averages all numbers.
     *
     * @return the mean, []
     */
    public NativeTensor mean() {
        return made(tensor.mean());
    }

    /**
     * Returns the same numbers without the record of how they were computed.
     *
     * @return a view
     */
    public NativeTensor detach() {
        return made(tensor.detach());
    }

    /**
     * Marks a tensor that was not computed as one whose gradient is wanted.
     *
     * @return this
     */
    public NativeTensor requireGradient() {
        tensor.requires_grad_(true);
        return this;
    }

    /**
     * Returns the gradient that backward passes have added up.
     *
     * @return the gradient, of the shape of this
     * @throws IllegalStateException if there is none
     */
    public NativeTensor gradient() {
        Tensor gradient = tensor.grad();
        if (!gradient.defined()) {
            throw new IllegalStateException("no backward pass has reached this tensor");
        }
        return made(gradient);
    }

    /** Adds the derivatives of this single number to the gradients of what it was computed from; at most once. */
    public void backward() {
        try (PointerScope scope = new PointerScope()) {
            tensor.backward();
        }
    }

    /**
     * Adds derivatives to the gradients of what this was computed from; at most once.
     *
     * @param gradient the derivatives of a loss with respect to this, of its shape
     */
    public void backward(NativeTensor gradient) {
        try (PointerScope scope = new PointerScope()) {
            tensor.backward(gradient.tensor, new BoolOptional(), false, new TensorArrayRefOptional());
        }
    }

    /**
     * Adds derivatives of a loss with respect to several tensors to the gradients of what they were computed from, in
     * one pass; at most once.
     *
     * @param roots the tensors
     * @param gradients the derivatives with respect to each, of its shape
     */
    public static void backward(List<NativeTensor> roots, List<NativeTensor> gradients) {
        try (PointerScope scope = new PointerScope()) {
            torch.backward(vector(roots), vector(gradients), new BoolOptional(), false, new TensorVector());
        }
    }

    /** Frees the memory of a tensor that was kept; does nothing if that has been done. */
    @Override
    public void close() {
        tensor.deallocate();
    }

    /** Returns precision and shape. */
    @Override
    public String toString() {
        return tensor.isNull() ? "closed" : tensor.scalar_type().intern() + " " + Arrays.toString(shape());
    }
}
