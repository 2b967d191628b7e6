package io.repobackup.github.crawl;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.capture.State;
import io.repobackup.api.sink.Sha256;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.Validator;
import io.repobackup.http.json.JsonValue;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the host says about the subject itself, in one document.
 *
 * <p>Requests: 1; an unchanged document is recognised by its tag or its time.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class Document {

    private static final long LONGEST_ANSWER = 16L << 20;

    private final Visit visit;
    private final String kind;
    private final Essence essence;

    /** @param kind the name in the backup */
    public Document(Visit visit, String kind, Essence essence) {
        this.visit = visit;
        this.kind = kind;
        this.essence = essence;
    }

    /**
     * Makes the document the only item of its kind, unless it is as it was.
     *
     * @throws io.repobackup.api.failure.NotFoundException when it is that of another subject, which has taken the name
     */
    public Captured capture() {
        visit.context().checkCancelled();
        Optional<JsonValue> state = StateJson.read(visit.context().previous());
        Validator known = state.flatMap(json -> json.find("validator"))
                .map(Validator::from)
                .orElseGet(Validator::none);
        Answer answer = visit.api().http().read(visit.request().ifChanged(known), Answer::from);
        if (answer.entry.isEmpty()) {
            return new Captured.Same("the host says that it has not changed");
        }
        Entry entry = answer.entry.get();
        requireSame(entry);
        String digest = digest(entry);
        if (state.flatMap(json -> json.find("digest")).map(JsonValue::text).equals(Optional.of(digest))) {
            return new Captured.Same("nothing changed but counters and times");
        }
        replace(entry);
        return new Captured.Changed(state(answer.validator, digest));
    }

    private void requireSame(Entry entry) {
        if (!entry.id().equals(visit.subject().id().id())) {
            throw visit.taken(entry.id());
        }
    }

    private String digest(Entry entry) {
        MessageDigest sum = Sha256.digest();
        essence.add(entry.json(), sum);
        return Sha256.from(sum).hex();
    }

    private void replace(Entry entry) {
        try (SegmentWriter segment = visit.context().replacement(kind)) {
            segment.put(entry.id(), entry.json());
            segment.commit();
        }
    }

    private static State state(Validator validator, String digest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("validator", validator.toJson());
        json.put("digest", digest);
        return StateJson.write(json);
    }

    /** The document, unless it is unchanged, and by what to recognise it. */
    private record Answer(Optional<Entry> entry, Validator validator) {

        static Answer from(HttpResponse answer) {
            return new Answer(
                    answer.isUnchanged()
                            ? Optional.empty()
                            : Optional.of(new Entry(HandedTokens.blank(answer.textUpTo(LONGEST_ANSWER)))),
                    answer.validator());
        }
    }
}
