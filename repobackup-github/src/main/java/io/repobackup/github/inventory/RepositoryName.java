package io.repobackup.github.inventory;

import io.repobackup.http.json.JsonValue;
import java.net.URI;
import java.util.Locale;

/**
 * What a repository is called.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the number that never changes
 * @param node its id in GraphQL
 * @param fullName owner and name
 * @param url where people look at it, which git knows with {@code .git} at its end
 */
public record RepositoryName(long id, String node, String fullName, URI url) {

    static RepositoryName fromGraphQl(JsonValue json) {
        return new RepositoryName(
                json.at("databaseId").number(),
                json.at("id").text(),
                json.at("nameWithOwner").text(),
                URI.create(json.at("url").text()));
    }

    static RepositoryName fromRest(JsonValue json) {
        return new RepositoryName(
                json.at("id").number(),
                json.at("node_id").text(),
                json.at("full_name").text(),
                URI.create(json.at("html_url").text()));
    }

    /** Whether its owner is called so; names ignore case. */
    public boolean belongsTo(String owner) {
        return fullName.toLowerCase(Locale.ROOT).startsWith(owner.toLowerCase(Locale.ROOT) + "/");
    }

    /** The name without its owner. */
    public String shortName() {
        return fullName.substring(fullName.indexOf('/') + 1);
    }
}
