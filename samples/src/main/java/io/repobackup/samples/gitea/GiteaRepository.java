package io.repobackup.samples.gitea;

import io.repobackup.api.subject.Availability;
import io.repobackup.http.json.JsonValue;
import java.net.URI;

/**
 * What the host says about a repository. <i>Immutable.</i>
 *
 * @param id the number that never changes
 * @param fullName owner and name
 * @param htmlUrl where people look at it
 * @param cloneUrl where git looks at it
 * @param defaultBranch the branch that HEAD names
 * @param updatedAt changes with every push and every change of the settings
 * @param hasWiki whether the wiki is switched on, which does not mean that it has a page
 * @param hasIssues whether issues are switched on
 * @param empty whether nothing was pushed yet
 * @param archived whether it is read-only
 */
record GiteaRepository(
        long id,
        String fullName,
        URI htmlUrl,
        URI cloneUrl,
        String defaultBranch,
        String updatedAt,
        boolean hasWiki,
        boolean hasIssues,
        boolean empty,
        boolean archived) {

    static GiteaRepository from(JsonValue json) {
        return new GiteaRepository(
                json.at("id").number(),
                json.at("full_name").text(),
                URI.create(json.at("html_url").text()),
                URI.create(json.at("clone_url").text()),
                json.at("default_branch").text(),
                json.at("updated_at").text(),
                json.at("has_wiki").truth(),
                json.at("has_issues").truth(),
                json.at("empty").truth(),
                json.at("archived").truth());
    }

    Availability availability() {
        if (empty) {
            return Availability.EMPTY;
        }
        return archived ? Availability.ARCHIVED : Availability.ACTIVE;
    }

    /** Beside the repository, as the host lays it out. */
    URI wikiUrl() {
        return URI.create(cloneUrl.toString().replaceAll("\\.git$", "") + ".wiki.git");
    }

    boolean belongsTo(String organisation) {
        return fullName.regionMatches(true, 0, organisation + "/", 0, organisation.length() + 1);
    }
}
