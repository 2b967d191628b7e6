package io.repobackup.github.app;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.http.json.JsonValue;
import java.net.URI;

/**
 * One place where an App is installed.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the number of the installation
 * @param accountId the number of the organisation or user that it belongs to
 * @param account the name of that
 * @param url where people look at it
 * @param isOrganization whether that is an organisation
 * @param isSuspended whether GitHub refuses it until an owner allows it again
 */
public record Installation(
        long id, long accountId, String account, URI url, boolean isOrganization, boolean isSuspended) {

    static Installation from(JsonValue json) {
        JsonValue account = json.at("account");
        // The account of an enterprise has a slug where others have a login.
        String name = account.find("login")
                .or(() -> account.find("slug"))
                .orElseGet(() -> account.at("login"))
                .text();
        return new Installation(
                json.at("id").number(),
                account.at("id").number(),
                name,
                URI.create(account.at("html_url").text()),
                json.at("target_type").text().equals("Organization"),
                json.find("suspended_at").isPresent());
    }

    /**
     * This installation, unless it is suspended.
     *
     * @throws AccessDeniedException when it is: what it would show is not gone
     */
    public Installation unlessSuspended() {
        if (isSuspended) {
            throw new AccessDeniedException("Installation " + id + " of the App for '" + account + "' is suspended; an"
                    + " owner of '" + account + "' can unsuspend it in its settings, under GitHub Apps, or name the"
                    + " installations to read without it");
        }
        return this;
    }
}
