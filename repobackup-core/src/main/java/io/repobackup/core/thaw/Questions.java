package io.repobackup.core.thaw;

import io.repobackup.core.threads.CallThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** One request for each of many blobs, some of them at once. <i>Immutable.</i> */
final class Questions {

    /** After a failure no more than the rest of such a batch is asked. */
    private static final int BATCH = 256;

    private final int parallelism;

    Questions(int parallelism) {
        this.parallelism = parallelism;
    }

    <T> List<T> ask(List<ColdBlob> blobs, Function<ColdBlob, T> question) {
        List<T> answers = new ArrayList<>();
        try (CallThreads threads = CallThreads.named("thaw", Math.max(1, Math.min(parallelism, blobs.size())))) {
            for (int from = 0; from < blobs.size(); from += BATCH) {
                List<ColdBlob> batch = blobs.subList(from, Math.min(from + BATCH, blobs.size()));
                List<Callable<T>> work = new ArrayList<>();
                batch.forEach(blob -> work.add(() -> question.apply(blob)));
                answers.addAll(threads.inAll(work, "Asking the store for cold data"));
            }
        }
        return answers;
    }
}
