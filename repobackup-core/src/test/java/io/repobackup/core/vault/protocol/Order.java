package io.repobackup.core.vault.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Decides which of several possible things happens next. */
interface Order {

    /** One of 0 to {@code options - 1}. */
    int choose(int options);

    /** An order that a seed decides. */
    static Order seeded(long seed) {
        Random random = new Random(seed);
        return random::nextInt;
    }

    /** All orders, one after the other: after each, {@link #next} goes on to one that was not there yet. */
    final class Every implements Order {

        private final List<Integer> choices = new ArrayList<>();
        private final List<Integer> widths = new ArrayList<>();
        private int at;

        @Override
        public int choose(int options) {
            if (at == choices.size()) {
                choices.add(0);
                widths.add(options);
            }
            if (widths.get(at) != options) {
                throw new IllegalStateException("the same choices led elsewhere: " + choices);
            }
            return choices.get(at++);
        }

        /** Whether there is another order. */
        boolean next() {
            at = 0;
            for (int last = choices.size() - 1; last >= 0; last--) {
                int choice = choices.remove(last) + 1;
                int width = widths.remove(last);
                if (choice < width) {
                    choices.add(choice);
                    widths.add(width);
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return choices.toString();
        }
    }
}
