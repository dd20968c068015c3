package org.gfn4j.torch;

import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;

/**
 * The owner of native memory: every {@link NativeTensor} made on this thread while the scope is the innermost open one
 * is freed when it closes, apart from those that were {@linkplain #keep kept}.
 *
 * <p>Scopes nest and close in the reverse order in which they were opened, on the thread that opened them: use them in
 * try-with-resources. A computation that records derivatives keeps what these need alive natively, as long as its result
 * lives.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class NativeScope implements AutoCloseable {
    private final PointerScope pointers;
    private final boolean recording;
    private boolean open = true;

    private NativeScope(boolean record) {
        Natives.load();
        pointers = new PointerScope();
        recording = GradMode.is_enabled();
        if (!record) {
            GradMode.set_enabled(false);
        }
    }

    /**
     * Opens a scope in which derivatives are recorded if they are around it.
     *
     * @return the scope, to be closed by the caller
     */
    public static NativeScope open() {
        return new NativeScope(true);
    }

    /**
     * Opens a scope in which no derivatives are recorded.
     *
     * @return the scope, to be closed by the caller
     */
    public static NativeScope withoutGradient() {
        return new NativeScope(false);
    }

    /**
     * Hands a tensor of this scope to the caller, who closes it.
     *
     * @param tensor a tensor made in this scope
     * @return the same tensor
     */
    public NativeTensor keep(NativeTensor tensor) {
        tensor.pointer().retainReference();
        pointers.detach(tensor.pointer());
        return tensor;
    }

    /**
     * Frees what was made in this scope; does nothing if that has been done.
     *
     * @throws IllegalStateException if this is not the innermost scope of this thread
     */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        if (!Objects.equals(PointerScope.getInnerScope(), pointers)) {
            throw new IllegalStateException(
                    "native scopes must be closed on the thread that opened them, the innermost first");
        }
        open = false;
        pointers.close();
        GradMode.set_enabled(recording);
    }
}
