package io.repobackup.core.vault.protocol;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** How each state was reached: from which other one, by which of the steps that were possible there. */
final class Ways {

    private int[] parents = new int[1 << 16];
    private byte[] choices = new byte[1 << 16];
    private int size;

    int add(int parent, int choice) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            choices = Arrays.copyOf(choices, size * 2);
        }
        parents[size] = parent;
        choices[size] = (byte) choice;
        return size++;
    }

    /** The choices from the first state to this one. */
    Iterable<Integer> to(int index) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int at = index; parents[at] >= 0; at = parents[at]) {
            way.addFirst((int) choices[at]);
        }
        return way;
    }
}
