package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Repository;
import java.util.List;
import java.util.Map;

/** Repositories as the host describes them: in lists, and by themselves. */
final class RepositoryJson {

    /** What follows the address of a repository under each name. */
    private static final String[][] ADDRESSES = {
        {"archive_url", "/{archive_format}{/ref}"},
        {"assignees_url", "/assignees{/user}"},
        {"blobs_url", "/git/blobs{/sha}"},
        {"branches_url", "/branches{/branch}"},
        {"collaborators_url", "/collaborators{/collaborator}"},
        {"comments_url", "/comments{/number}"},
        {"commits_url", "/commits{/sha}"},
        {"compare_url", "/compare/{base}...{head}"},
        {"contents_url", "/contents/{+path}"},
        {"contributors_url", "/contributors"},
        {"deployments_url", "/deployments"},
        {"downloads_url", "/downloads"},
        {"events_url", "/events"},
        {"forks_url", "/forks"},
        {"git_commits_url", "/git/commits{/sha}"},
        {"git_refs_url", "/git/refs{/sha}"},
        {"git_tags_url", "/git/tags{/sha}"},
        {"hooks_url", "/hooks"},
        {"issue_comment_url", "/issues/comments{/number}"},
        {"issue_events_url", "/issues/events{/number}"},
        {"issues_url", "/issues{/number}"},
        {"keys_url", "/keys{/key_id}"},
        {"labels_url", "/labels{/name}"},
        {"languages_url", "/languages"},
        {"merges_url", "/merges"},
        {"milestones_url", "/milestones{/number}"},
        {"notifications_url", "/notifications{?since,all,participating}"},
        {"pulls_url", "/pulls{/number}"},
        {"releases_url", "/releases{/id}"},
        {"stargazers_url", "/stargazers"},
        {"statuses_url", "/statuses/{sha}"},
        {"subscribers_url", "/subscribers"},
        {"subscription_url", "/subscription"},
        {"tags_url", "/tags"},
        {"teams_url", "/teams"},
        {"trees_url", "/git/trees{/sha}"},
    };

    private final Urls urls;
    private final AccountJson accounts;

    RepositoryJson(Urls urls) {
        this.urls = urls;
        this.accounts = new AccountJson(urls);
    }

    String url(Repository repository) {
        return urls.rest("repos/" + repository.fullName());
    }

    /** As lists show it. */
    Map<String, Object> listed(Repository repository) {
        return common(repository).map();
    }

    /** As it is shown by itself. */
    Map<String, Object> full(Repository repository) {
        Fields full = common(repository)
                .put("pushed_at", repository.pushed().orElse(repository.created()))
                .putAll(0, "subscribers_count", "network_count")
                .put("temp_clone_token", null)
                .put("custom_properties", Map.of("tier", "gold", "owners", List.of("a", "b")));
        return repository.owner().kind().word().equals("Organization")
                ? full.put("organization", accounts.simple(repository.owner())).map()
                : full.map();
    }

    private Fields common(Repository repository) {
        String web = urls.web(repository.fullName());
        Fields fields = Fields.of("id", repository.id())
                .put("node_id", repository.nodeId())
                .put("name", repository.name())
                .put("full_name", repository.fullName())
                .put("private", repository.isPrivate())
                .put("owner", accounts.simple(repository.owner()))
                .put("html_url", web)
                .put("url", url(repository));
        for (String[] address : ADDRESSES) {
            fields.put(address[0], url(repository) + address[1]);
        }
        fields.put("created_at", repository.created())
                .put("updated_at", repository.updated())
                .put("pushed_at", repository.pushed().orElse(null))
                .put("git_url", web.replaceFirst("^https?", "git") + ".git")
                .put("ssh_url", "git@" + urls.web().getHost() + ":" + repository.fullName() + ".git")
                .put("clone_url", web + ".git")
                .put("svn_url", web);
        return state(repository, fields);
    }

    private static Fields state(Repository repository, Fields fields) {
        return fields.putAll(null, "description", "homepage", "language", "mirror_url", "license")
                .put("size", repository.pushed().isPresent() ? 108 : 0)
                .putAll(0, "stargazers_count", "watchers_count", "watchers", "forks_count", "forks")
                .putAll(repository.openIssues(), "open_issues_count", "open_issues")
                .putAll(true, "has_issues", "has_projects", "has_downloads", "has_wiki", "allow_forking")
                .putAll(false, "fork", "has_pages", "has_discussions", "archived", "disabled", "is_template")
                .put("web_commit_signoff_required", false)
                .put("topics", repository.topics())
                .put("visibility", "public")
                .put("default_branch", "main")
                .put("permissions", permissions())
                .put("x_not_in_the_schema", Map.of("kept", true))
                .putAll(repository.facts());
    }

    private static Map<String, Object> permissions() {
        return Fields.of("admin", false)
                .putAll(false, "maintain", "push", "triage")
                .put("pull", true)
                .map();
    }
}
