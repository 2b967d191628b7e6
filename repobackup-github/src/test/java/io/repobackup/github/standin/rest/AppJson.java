package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.access.Installation;
import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import java.util.List;
import java.util.Map;

/** Apps and where they are installed, as the host describes them. */
final class AppJson {

    private final Urls urls;
    private final AccountJson accounts;

    AppJson(Urls urls) {
        this.urls = urls;
        this.accounts = new AccountJson(urls);
    }

    Map<String, Object> app(App app) {
        return Fields.of("id", app.id())
                .put("client_id", app.clientId())
                .put("slug", "backup-" + app.id())
                .put("node_id", "A_" + app.id())
                .put("owner", accounts.simple(app.owner()))
                .put("name", "Backup " + app.id())
                .put("description", "")
                .put("external_url", "https://example.org")
                .put("html_url", urls.web("apps/backup-" + app.id()))
                .put("created_at", app.created())
                .put("updated_at", app.created())
                .put("permissions", Map.of("contents", "read", "issues", "read", "metadata", "read"))
                .put("events", List.of())
                .put("installations_count", app.installations().size())
                .map();
    }

    Map<String, Object> installation(Installation installation) {
        String url = urls.rest("app/installations/" + installation.id());
        return Fields.of("id", installation.id())
                .put("client_id", installation.app().clientId())
                .put("account", accounts.simple(installation.account()))
                .put("repository_selection", selection(installation))
                .put("access_tokens_url", url + "/access_tokens")
                .put("repositories_url", urls.rest("installation/repositories"))
                .put("html_url", urls.web("settings/installations/" + installation.id()))
                .put("app_id", installation.app().id())
                .put("app_slug", "backup-" + installation.app().id())
                .put("target_id", installation.account().id())
                .put("target_type", installation.account().kind().word())
                .put("permissions", installation.permissions())
                .put("events", List.of())
                .put("created_at", installation.created())
                .put("updated_at", installation.created())
                .put("single_file_name", null)
                .put("has_multiple_single_files", false)
                .put("single_file_paths", List.of())
                .put("suspended_by", installation.isSuspended() ? accounts.simple(installation.account()) : null)
                .put("suspended_at", installation.isSuspended() ? installation.created() : null)
                .map();
    }

    static String selection(Installation installation) {
        return installation.isSelective() ? "selected" : "all";
    }
}
