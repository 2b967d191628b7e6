package io.repobackup.github.owner;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.Sha256;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.node.Connection;
import io.repobackup.github.node.Nodes;
import io.repobackup.http.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is in which team, and which repositories it may use, as GraphQL tells with roles and permissions. <i>Confined to one thread.</i> */
final class Memberships {

    private static final List<String> OWNER = List.of("Team");

    private static final Connection MEMBERS =
            new Connection("members", OWNER, "members", "membership:IMMEDIATE,", "edges{role node{databaseId login}}");

    private static final Connection REPOSITORIES = new Connection(
            "repositories", OWNER, "repositories", "", "edges{permission node{databaseId nameWithOwner}}");

    private static final int MOST = 50;

    private static final String TEXT = "query($ids:[ID!]!){nodes(ids:$ids){... on Team{id databaseId slug "
            + MEMBERS.first(100) + " " + REPOSITORIES.first(100) + "}}}";

    private final PartContext context;
    private final Nodes nodes;
    private final Map<String, byte[]> members = new TreeMap<>();
    private final Map<String, byte[]> repositories = new TreeMap<>();

    Memberships(GitHubApi api, PartContext context) {
        this.context = context;
        this.nodes = new Nodes(api, context::checkCancelled, MOST, TEXT, 2);
    }

    /** Reads those of all teams, and writes them unless they are as they were. Returns their digest. */
    String replace(List<String> teams, String before) {
        nodes.read(teams)
                .forEach(answer ->
                        answer.find("nodes").ifPresent(each -> each.elements().forEach(this::team)));
        if (!nodes.hidden().isEmpty()) {
            throw new AccessDeniedException("Reading the members and repositories of " + teams.size()
                    + " teams, the host hid some: " + nodes.hidden().get(0)
                    + "; nothing was written, for those would be taken as gone: give the identity the permission");
        }
        String digest = digest();
        if (!digest.equals(before)) {
            replace("team-members", members);
            replace("team-repositories", repositories);
        }
        return digest;
    }

    private void team(RawJson team) {
        team.find("databaseId").ifPresent(id -> {
            collect(team, id.value().number(), MEMBERS, members);
            collect(team, id.value().number(), REPOSITORIES, repositories);
        });
    }

    private void collect(RawJson team, long id, Connection connection, Map<String, byte[]> items) {
        team.find(connection.name())
                .map(page -> nodes.all(team.value().at("id").text(), connection, page))
                .orElse(List.of())
                .forEach(edge -> items.put(
                        id + "/" + edge.value().at("node", "databaseId").number(), edge.bytes()));
    }

    private void replace(String kind, Map<String, byte[]> items) {
        try (SegmentWriter segment = context.replacement(kind)) {
            items.forEach(segment::put);
            segment.commit();
        }
    }

    private String digest() {
        MessageDigest sum = Sha256.digest();
        members.values().forEach(sum::update);
        sum.update((byte) '\n');
        repositories.values().forEach(sum::update);
        members.keySet().forEach(id -> sum.update(id.getBytes(StandardCharsets.UTF_8)));
        repositories.keySet().forEach(id -> sum.update(id.getBytes(StandardCharsets.UTF_8)));
        return Sha256.from(sum).hex();
    }
}
