package io.repobackup.core.git.pack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of deltas from an object that is none up to the one whose deltas are put together now. Their contents are kept as
 * far as memory allows; those at the bottom, which are needed last, go first and are built again, each time with as many above them as fit.
 */
final class BaseStack {

    private final long limit;
    private final Builder builder;
    private final List<BaseObject> stack = new ArrayList<>();
    private long held;
    private int lowestHeld;

    /** Makes the content of an entry from that of its base, if it has one. */
    @FunctionalInterface
    interface Builder {
        byte[] build(int entry, byte @Nullable [] base);
    }

    /** An empty stack that keeps up to so many bytes, and always the topmost content. */
    BaseStack(long limit, Builder builder) {
        this.limit = limit;
        this.builder = builder;
    }

    boolean isEmpty() {
        return stack.isEmpty();
    }

    BaseObject top() {
        return stack.get(stack.size() - 1);
    }

    void push(BaseObject base, byte[] content) {
        stack.add(base);
        hold(stack.size() - 1, content);
    }

    void pop() {
        drop(stack.size() - 1);
        stack.remove(stack.size() - 1);
    }

    /** The content of the topmost. */
    byte[] content() {
        int top = stack.size() - 1;
        int from = top;
        while (from > 0 && stack.get(from).content() == null) {
            from--;
        }
        byte[] content = stack.get(from).content();
        if (content == null) {
            content = builder.build(stack.get(from).entry(), null);
            hold(from, content);
        }
        for (int i = from + 1; i <= top; i++) {
            content = builder.build(stack.get(i).entry(), content);
            hold(i, content);
        }
        return content;
    }

    /** Forgets the content of the topmost, which nobody will ask for again soon. */
    void release() {
        drop(stack.size() - 1);
    }

    private void hold(int index, byte[] content) {
        stack.get(index).content(content);
        held += content.length;
        lowestHeld = Math.min(lowestHeld, index);
        while (held > limit && lowestHeld < index) {
            drop(lowestHeld++);
        }
    }

    private void drop(int index) {
        byte[] content = stack.get(index).content();
        if (content != null) {
            held -= content.length;
            stack.get(index).content(null);
        }
    }
}
