package io.repobackup.github.inventory;

import io.repobackup.http.json.JsonValue;
import java.net.URI;

/**
 * An organisation as the host describes it.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the number that never changes
 * @param login the name in addresses
 * @param url where people look at it
 */
public record FoundOwner(long id, String login, URI url) {

    static FoundOwner fromGraphQl(JsonValue json) {
        return new FoundOwner(
                json.at("databaseId").number(),
                json.at("login").text(),
                URI.create(json.at("url").text()));
    }
}
