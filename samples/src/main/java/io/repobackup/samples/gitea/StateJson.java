package io.repobackup.samples.gitea;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How this adapter writes down what it wants to be told next time. */
final class StateJson {

    private static final int VERSION = 1;

    private StateJson() {}

    static State write(Map<String, ?> fields) {
        return new State(VERSION, JsonText.of(fields));
    }

    static Optional<JsonValue> read(Optional<State> previous) {
        return previous.map(state -> {
            if (state.version() > VERSION) {
                throw new MisconfiguredException("The last run was made by a newer version of this adapter (state "
                        + state.version() + ", this one reads " + VERSION + "); use that version or a newer one");
            }
            return JsonValue.parse(state.json().getBytes(StandardCharsets.UTF_8));
        });
    }
}
