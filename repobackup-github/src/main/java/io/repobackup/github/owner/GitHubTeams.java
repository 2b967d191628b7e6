package io.repobackup.github.owner;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Essence;
import io.repobackup.github.crawl.ListedKind;
import io.repobackup.github.crawl.StateJson;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.crawl.WholeList;
import io.repobackup.github.crawl.WholeState;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Captures the teams of an organisation, of the kind {@code teams}: {@code GET /orgs/{org}/teams}; who is in them, of the
 * kind {@code team-members} with ids such as {@code <team>/<user>}; and which repositories they may use, of the kind {@code
 * team-repositories}: in GraphQL, which tells roles and permissions, and many teams at once. Members of a team below another
 * one are captured there alone.
 *
 * <p>Requests: ⌈t/100⌉ for t teams, of which nothing counts in the budget when they are as they were; ⌈t/50⌉ in GraphQL of 1
 * point each; and 1 of 2 points for each hundred members or repositories of a team beyond the first.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubTeams implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final ListedKind LIST =
            new ListedKind("teams", "teams?per_page=100", id -> "teams/" + id, Entry::id);

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubTeams(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        Visit visit = Visit.organization(api, subject, context);
        Optional<JsonValue> state = StateJson.read(context.previous());
        WholeState before = state.map(json -> WholeState.from(json.at("teams"))).orElseGet(WholeState::none);
        List<String> nodes = new ArrayList<>(nodes(state));
        WholeState after = new WholeList(visit, LIST, Essence.all(), teams -> {
                    nodes.clear();
                    teams.forEach(team -> nodes.add(team.nodeId()));
                })
                .run(before);
        String members = text(state, "members");
        String membersNow = new Memberships(api, context).replace(nodes, members);
        return after.equals(before) && membersNow.equals(members)
                ? new Captured.Same("the same teams with the same members and repositories as before")
                : new Captured.Changed(state(after, nodes, membersNow));
    }

    private static List<String> nodes(Optional<JsonValue> state) {
        return state.flatMap(json -> json.find("nodes")).map(JsonValue::elements).orElse(List.of()).stream()
                .map(JsonValue::text)
                .toList();
    }

    private static String text(Optional<JsonValue> state, String name) {
        return state.flatMap(json -> json.find(name)).map(JsonValue::text).orElse("");
    }

    private static State state(WholeState teams, List<String> nodes, String members) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("teams", teams.toJson());
        json.put("nodes", nodes);
        json.put("members", members);
        return StateJson.write(json);
    }
}
