package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Team;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts and teams as the host describes them. */
final class AccountJson {

    private final Urls urls;

    AccountJson(Urls urls) {
        this.urls = urls;
    }

    /** Null for nobody. */
    @Nullable
    Map<String, Object> simple(Optional<Account> account) {
        return account.map(this::simple).orElse(null);
    }

    Map<String, Object> simple(Account account) {
        String self = urls.rest("users/" + account.login().replace("[", "%5B").replace("]", "%5D"));
        return Fields.of("login", account.login())
                .put("id", account.id())
                .put("node_id", account.nodeId())
                .put("avatar_url", urls.web("avatars/u/" + account.id() + "?v=4"))
                .put("gravatar_id", "")
                .put("url", self)
                .put("html_url", urls.web(account.login().replace("[bot]", "")))
                .put("followers_url", self + "/followers")
                .put("following_url", self + "/following{/other_user}")
                .put("gists_url", self + "/gists{/gist_id}")
                .put("starred_url", self + "/starred{/owner}{/repo}")
                .put("subscriptions_url", self + "/subscriptions")
                .put("organizations_url", self + "/orgs")
                .put("repos_url", self + "/repos")
                .put("events_url", self + "/events{/privacy}")
                .put("received_events_url", self + "/received_events")
                .put("type", account.kind().word())
                .put("user_view_type", "public")
                .put("site_admin", false)
                .map();
    }

    Map<String, Object> user(Account account) {
        return Fields.of("login", account.login())
                .putAll(simple(account))
                .putAll(null, "name", "company", "location", "email", "hireable", "bio", "twitter_username")
                .put("blog", "")
                .putAll(0, "public_repos", "public_gists", "followers", "following")
                .put("created_at", account.created())
                .put("updated_at", account.updated())
                .putAll(account.facts())
                .map();
    }

    Map<String, Object> organisation(Account account) {
        String self = urls.rest("orgs/" + account.login());
        return Fields.of("login", account.login())
                .put("id", account.id())
                .put("node_id", account.nodeId())
                .put("url", self)
                .put("repos_url", self + "/repos")
                .put("events_url", self + "/events")
                .put("hooks_url", self + "/hooks")
                .put("issues_url", self + "/issues")
                .put("members_url", self + "/members{/member}")
                .put("public_members_url", self + "/public_members{/member}")
                .put("avatar_url", urls.web("avatars/u/" + account.id() + "?v=4"))
                .put("description", null)
                .putAll(true, "has_organization_projects", "has_repository_projects", "is_verified")
                .put("public_repos", account.repositories().size())
                .putAll(0, "public_gists", "followers", "following")
                .put("html_url", urls.web(account.login()))
                .put("type", "Organization")
                .put("created_at", account.created())
                .put("updated_at", account.updated())
                .put("archived_at", null)
                .putAll(account.facts())
                .map();
    }

    Map<String, Object> team(Team team) {
        String self = urls.rest("organizations/" + team.organisation().id() + "/team/" + team.id());
        return Fields.of("id", team.id())
                .put("node_id", team.nodeId())
                .put("name", team.slug())
                .put("slug", team.slug())
                .put("description", null)
                .put("privacy", "closed")
                .put("notification_setting", "notifications_enabled")
                .put("permission", "pull")
                .put("url", self)
                .put("html_url", urls.web("orgs/" + team.organisation().login() + "/teams/" + team.slug()))
                .put("members_url", self + "/members{/member}")
                .put("repositories_url", self + "/repos")
                .put("type", "organization")
                .put("organization_id", team.organisation().id())
                .put("parent", null)
                .putAll(team.facts())
                .map();
    }
}
