package io.repobackup.github;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an inventory remembers for the next one.
 *
 * <p><i>Immutable.</i>
 *
 * @param repositories how many there were
 * @param owners the numbers of organisations by the names that they were listed by
 * @param names the numbers of repositories by the names that they were listed by
 */
record SourceState(long repositories, Map<String, Long> owners, Map<String, Long> names) {

    private static final int VERSION = 1;

    SourceState {
        owners = Map.copyOf(owners);
        names = Map.copyOf(names);
    }

    static SourceState none() {
        return new SourceState(0, Map.of(), Map.of());
    }

    static SourceState from(Optional<State> previous) {
        return previous.map(SourceState::from).orElseGet(SourceState::none);
    }

    State toState() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("repositories", repositories);
        fields.put("owners", owners);
        fields.put("names", names);
        return new State(VERSION, JsonText.of(fields));
    }

    private static SourceState from(State state) {
        if (state.version() > VERSION) {
            throw new MisconfiguredException("The last inventory was made by a newer version of this library (state "
                    + state.version() + ", this one reads " + VERSION + "); use that version or a newer one");
        }
        JsonValue json = JsonValue.parse(state.json().getBytes(StandardCharsets.UTF_8));
        return new SourceState(json.at("repositories").number(), numbers(json, "owners"), numbers(json, "names"));
    }

    private static Map<String, Long> numbers(JsonValue json, String field) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        json.find(field)
                .ifPresent(all -> all.names()
                        .forEach(name -> numbers.put(name, all.at(name).number())));
        return numbers;
    }
}
