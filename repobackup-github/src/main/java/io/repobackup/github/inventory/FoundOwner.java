package io.repobackup.github.inventory;

import io.repobackup.http.json.JsonValue;
import java.net.URI;

/**
 * An organisation or user as the host describes it.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind which of them
 * @param id the number that never changes
 * @param login the name in addresses
 * @param url where people look at it
 */
public record FoundOwner(AccountKind kind, long id, String login, URI url) {

    static FoundOwner fromGraphQl(AccountKind kind, JsonValue json) {
        return new FoundOwner(
                kind,
                json.at("databaseId").number(),
                json.at("login").text(),
                URI.create(json.at("url").text()));
    }
}
