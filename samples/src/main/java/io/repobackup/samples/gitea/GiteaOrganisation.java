package io.repobackup.samples.gitea;

import io.repobackup.http.json.JsonValue;

/**
 * What the host says about an organisation. <i>Immutable.</i>
 *
 * @param id the number that never changes
 * @param name the name in addresses
 */
record GiteaOrganisation(long id, String name) {

    static GiteaOrganisation from(JsonValue json) {
        return new GiteaOrganisation(json.at("id").number(), json.at("name").text());
    }
}
