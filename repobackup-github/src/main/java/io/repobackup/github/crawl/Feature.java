package io.repobackup.github.crawl;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.json.JsonValue;

/**
 * Something that can be switched off for a repository. The host then answers as for what does not exist (410), and so it
 * does for what is hidden (404); only the repository itself tells them apart.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class Feature {

    private static final long LONGEST_ANSWER = 16L << 20;

    private final Visit visit;
    private final String field;
    private boolean isKnownToBeOff;

    /** @param field which field of the repository tells whether it is on; without the field it is */
    public Feature(Visit visit, String field) {
        this.visit = visit;
        this.field = field;
    }

    /**
     * Reads something. Returns false when it does not exist because it is switched off, which takes 1 request to find out.
     *
     * @throws NotFoundException when it does not exist, and the feature is on
     */
    public boolean allows(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (NotFoundException e) {
            if (!isKnownToBeOff && isOn()) {
                throw e;
            }
            isKnownToBeOff = true;
            return false;
        }
    }

    private boolean isOn() {
        JsonValue repository = visit.api().http().read(visit.request(), AnswerReader.json(LONGEST_ANSWER));
        String id = Long.toString(repository.at("id").number());
        if (!id.equals(visit.subject().id().id())) {
            throw visit.taken(id);
        }
        return repository.find(field).map(JsonValue::truth).orElse(true);
    }
}
