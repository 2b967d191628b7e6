package io.repobackup.github.crawl;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How this adapter writes down what it wants to be told next time. */
public final class StateJson {

    private static final int VERSION = 1;

    private StateJson() {}

    /** The state with these fields, as {@link JsonText#of} takes them. */
    public static State write(Map<String, ?> fields) {
        return new State(VERSION, JsonText.of(fields));
    }

    /**
     * What was written.
     *
     * @throws MisconfiguredException when a newer version of this adapter wrote it
     */
    public static Optional<JsonValue> read(Optional<State> previous) {
        return previous.map(state -> {
            if (state.version() > VERSION) {
                throw new MisconfiguredException("The state of the last capture was written by a newer version of the"
                        + " adapter for GitHub (state " + state.version() + ", this one reads up to " + VERSION
                        + "); use that version or a newer one");
            }
            return JsonValue.parse(state.json().getBytes(StandardCharsets.UTF_8));
        });
    }
}
