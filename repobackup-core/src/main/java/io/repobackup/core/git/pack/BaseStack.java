package io.repobackup.core.git.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A chain of deltas from an object whose content is known up to the one whose deltas are put together now. Their contents
 * are kept as far as memory allows; those at the bottom, which are needed last, go first and are built again, each time with
 * as many above them as fit.
 *
 * <p><i>Confined to one thread.</i>
 */
final class BaseStack {

    private final long limit;
    private final ContentPool pool;
    private final Builder builder;
    private final List<BaseObject> stack = new ArrayList<>();
    private int depth;
    private int lowestToDrop;
    private int lowestHeld;
    private long held;

    /** Makes the content of an entry again from that of its base, if it has one. */
    @FunctionalInterface
    interface Builder {
        Content build(int entry, @Nullable Content base) throws DataFormatException, TooLargeException;
    }

    /** An empty stack that keeps up to so many bytes, and always the topmost content; others go into the pool. */
    BaseStack(long limit, ContentPool pool, Builder builder) {
        this.limit = limit;
        this.pool = pool;
        this.builder = builder;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    int depth() {
        return depth;
    }

    BaseObject get(int index) {
        return stack.get(index);
    }

    BaseObject top() {
        return stack.get(depth - 1);
    }

    /** Puts the first object here, which {@code builder} can build from nothing. */
    BaseObject begin(Content content) {
        lowestToDrop = 0;
        return push(content);
    }

    /** Puts the first object here, whose content is kept in any case. */
    BaseObject beginPinned(Content content) {
        lowestToDrop = 1;
        return push(content);
    }

    /** Puts an object on top, which is then told what it is. */
    BaseObject push(Content content) {
        if (depth == stack.size()) {
            stack.add(new BaseObject());
        }
        depth++;
        if (depth == 1) {
            lowestHeld = lowestToDrop;
        }
        hold(depth - 1, content);
        return top();
    }

    void pop() {
        drop(depth - 1);
        depth--;
    }

    /** The content of the topmost. */
    Content content() throws DataFormatException, TooLargeException {
        int top = depth - 1;
        int from = top;
        while (from > 0 && stack.get(from).content() == null) {
            from--;
        }
        Content content = stack.get(from).content();
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
        if (depth > lowestToDrop) {
            drop(depth - 1);
        }
    }

    private void hold(int index, Content content) {
        stack.get(index).content(content);
        held += content.footprint();
        lowestHeld = Math.max(lowestToDrop, Math.min(lowestHeld, index));
        while (held > limit && lowestHeld < index) {
            drop(lowestHeld++);
        }
    }

    private void drop(int index) {
        Content content = stack.get(index).content();
        if (content != null) {
            held -= content.footprint();
            stack.get(index).content(null);
            pool.give(content);
        }
    }
}
