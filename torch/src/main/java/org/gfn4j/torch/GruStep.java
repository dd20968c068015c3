package org.gfn4j.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One step of a {@link GruCell} from inputs m to states h′, all [rows, width], and its derivatives by hand: r = σ(W_r m +
 * U_r h + b), z likewise, v = U_n h + b, n = tanh(W_n m + b + r·v), h′ = n + z·(h − n).
 *
 * <p>Each gate has a matrix of its own, so that loops over numbers meet no gaps and products are added where they belong.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param inputs m
 * @param reset r
 * @param update z
 * @param recalled v
 * @param candidate n
 */
record GruStep(Tensor inputs, Tensor reset, Tensor update, Tensor recalled, Tensor candidate) {
    /** Makes room for a step, in the scope of the caller. */
    static GruStep like(Tensor states) {
        return new GruStep(
                torch.empty_like(states),
                torch.empty_like(states),
                torch.empty_like(states),
                torch.empty_like(states),
                torch.empty_like(states));
    }

    List<Tensor> tensors() {
        return List.of(inputs, reset, update, recalled, candidate);
    }

    /** Computes the gates of inputs and states h, and fills the next states h′. */
    void forward(GruMaps maps, Tensor states, Tensor next) {
        maps.reset(inputs, states, reset);
        reset.sigmoid_();
        maps.update(inputs, states, update);
        update.sigmoid_();
        maps.recalled(states, recalled);
        maps.candidate(inputs, candidate);
        candidate.addcmul_(reset, recalled).tanh_();
        torch.lerp_out(next, candidate, states, update);
    }

    /**
     * Adds to the gradients of the weights.
     *
     * @param gates the weights
     * @param gradients their gradients
     * @param states the states h
     * @param derivatives those by h′, which become those by h
     * @param work filled with the derivatives by what this step has computed, and by m
     */
    void backward(GruGates gates, GruGates gradients, Tensor states, Tensor derivatives, GruStep work) {
        torch.sub_out(work.update, states, candidate).mul_(derivatives);
        torch.sigmoid_backward_out(work.update, work.update, update);
        work.candidate.copy_(derivatives);
        derivatives.mul_(update);
        work.candidate.sub_(derivatives);
        torch.tanh_backward_out(work.candidate, work.candidate, candidate);
        torch.mul_out(work.recalled, work.candidate, reset);
        torch.mul_out(work.reset, work.candidate, recalled);
        torch.sigmoid_backward_out(work.reset, work.reset, reset);

        torch.mm_out(work.inputs, work.candidate, gates.candidate().input());
        work.inputs.addmm_(work.update, gates.update().input());
        work.inputs.addmm_(work.reset, gates.reset().input());
        derivatives.addmm_(work.recalled, gates.candidate().hidden());
        derivatives.addmm_(work.update, gates.update().hidden());
        derivatives.addmm_(work.reset, gates.reset().hidden());

        gradients.reset().add(work.reset, inputs, work.reset, states);
        gradients.update().add(work.update, inputs, work.update, states);
        gradients.candidate().add(work.candidate, inputs, work.recalled, states);
    }
}
