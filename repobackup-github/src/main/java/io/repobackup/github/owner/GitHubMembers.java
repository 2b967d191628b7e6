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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Captures who belongs to an organisation: its owners, of the kind {@code owners}, and everybody else in it, of the kind
 * {@code members}, for the host does not tell the role in the list: {@code GET /orgs/{org}/members?role=admin} and {@code
 * ?role=member}. Somebody who does not belong to it is shown the public members alone; that is refused, so that nobody takes
 * them for all.
 *
 * <p>Requests: ⌈o/100⌉ + ⌈m/100⌉ for o owners and m other members, of which nothing counts in the budget when they are as
 * they were; more than 100 are read twice, the second time without counting.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubMembers implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final ListedKind OWNERS = list("owners", "admin");
    private static final ListedKind MEMBERS = list("members", "member");

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubMembers(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        Visit visit = Visit.organization(api, subject, context);
        Optional<JsonValue> state = StateJson.read(context.previous());
        WholeState owners = before(state, OWNERS);
        WholeState members = before(state, MEMBERS);
        WholeState ownersNow = new WholeList(visit, OWNERS, Essence.all(), entries -> {}).run(owners);
        WholeState membersNow = new WholeList(visit, MEMBERS, Essence.all(), entries -> {}).run(members);
        return ownersNow.equals(owners) && membersNow.equals(members)
                ? new Captured.Same("the same people with the same roles as before")
                : new Captured.Changed(state(ownersNow, membersNow));
    }

    private static ListedKind list(String kind, String role) {
        return new ListedKind(kind, "members?role=" + role + "&per_page=100", id -> "members/" + id, Entry::id);
    }

    private static WholeState before(Optional<JsonValue> state, ListedKind list) {
        return state.flatMap(json -> json.find(list.kind()))
                .map(WholeState::from)
                .orElseGet(WholeState::none);
    }

    private static State state(WholeState owners, WholeState members) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(OWNERS.kind(), owners.toJson());
        json.put(MEMBERS.kind(), members.toJson());
        return StateJson.write(json);
    }
}
