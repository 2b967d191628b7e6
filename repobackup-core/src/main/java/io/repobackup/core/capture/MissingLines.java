package io.repobackup.core.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contents that could not be had, told in few lines: those that are missing for one reason share one. <i>Confined to one
 * thread.</i>
 */
final class MissingLines {

    private static final int REASONS = 20;
    private static final int EXAMPLES = 3;

    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private long others;

    void add(String id, String reason) {
        Reason known = reasons.get(reason);
        if (known == null && reasons.size() == REASONS) {
            others++;
            return;
        }
        reasons.computeIfAbsent(reason, fresh -> new Reason()).add(id);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        reasons.forEach((reason, contents) -> lines.add(contents.named() + ": " + reason));
        if (others > 0) {
            lines.add(others + " more contents, for other reasons: the ledger of the part names each");
        }
        return lines;
    }

    private static final class Reason {

        private final List<String> examples = new ArrayList<>();
        private long count;

        void add(String id) {
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(id);
            }
        }

        String named() {
            return count == 1
                    ? "content " + examples.get(0)
                    : count + " contents, such as " + String.join(", ", examples);
        }
    }
}
