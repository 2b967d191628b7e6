package io.repobackup.samples.gitea.standin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A repository at the host; every change takes a second of the host's time. <i>Thread-safe.</i> */
public final class StandInRepository {

    private final long id;
    private final GiteaStandIn host;
    private final NavigableMap<Long, StandInItem> issues = new TreeMap<>();
    private final NavigableMap<Long, StandInItem> comments = new TreeMap<>();
    private final Map<String, Long> labels = new LinkedHashMap<>();
    private final Set<Long> hidden = new HashSet<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private String name;
    private Instant updated;
    private long lastIssue;

    StandInRepository(long id, String name, GiteaStandIn host) {
        this.id = id;
        this.name = name;
        this.host = host;
        this.updated = host.tick();
        settings.put("has_wiki", true);
        settings.put("has_issues", true);
        settings.put("empty", false);
        settings.put("archived", false);
    }

    /** Sets one of the host's fields of the repository. */
    public StandInRepository with(String field, Object value) {
        synchronized (host) {
            settings.put(field, value);
            updated = host.tick();
            return this;
        }
    }

    /** Says that something was pushed. */
    public void pushed() {
        synchronized (host) {
            updated = host.tick();
        }
    }

    /** Gives the repository another name; its id stays. */
    public void rename(String name) {
        synchronized (host) {
            this.name = name;
            updated = host.tick();
        }
    }

    /** Opens an issue and returns its number. */
    public long openIssue(String body) {
        synchronized (host) {
            lastIssue++;
            issues.put(lastIssue, new StandInItem("number", lastIssue, body, host.tick()));
            return lastIssue;
        }
    }

    /** Changes the text of an issue. */
    public void editIssue(long number, String body) {
        synchronized (host) {
            issues.get(number).edit(body, host.tick());
        }
    }

    /** Changes the text of an issue in the second of its last change, so that its time does not tell. */
    public void editWithoutATrace(long number, String body) {
        synchronized (host) {
            issues.get(number).edit(body, issues.get(number).updated());
        }
    }

    /** Leaves an issue out of all lists, as a host with a lagging index does; by its number it is still found. */
    public void hideFromLists(long number) {
        synchronized (host) {
            hidden.add(number);
        }
    }

    /** Deletes an issue for good, with nothing left in any list. */
    public void deleteIssue(long number) {
        synchronized (host) {
            issues.remove(number);
            host.tick();
        }
    }

    /** Writes a comment and returns its id, which is unique on the whole host. */
    public long comment(String body) {
        synchronized (host) {
            long commentId = host.nextId();
            comments.put(commentId, new StandInItem("id", commentId, body, host.tick()));
            return commentId;
        }
    }

    /** Deletes a comment for good. */
    public void deleteComment(long commentId) {
        synchronized (host) {
            comments.remove(commentId);
            host.tick();
        }
    }

    /** Attaches a file to an issue and returns its uuid. */
    public String attach(long number, String content) {
        synchronized (host) {
            String uuid = "asset-" + host.nextId();
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            host.hold(uuid, bytes);
            issues.get(number).attach(uuid, bytes.length, host.uri() + "attachments/" + uuid, host.tick());
            return uuid;
        }
    }

    /** Attaches a file that lies at another host, as links of releases may, and as stores of attachments do. */
    public void attachElsewhere(long number, URI address, int size) {
        synchronized (host) {
            issues.get(number).attach("asset-" + host.nextId(), size, address.toString(), host.tick());
        }
    }

    /** Adds a label. */
    public void label(String label) {
        synchronized (host) {
            labels.put(label, host.nextId());
        }
    }

    /** Removes a label. */
    public void unlabel(String label) {
        synchronized (host) {
            labels.remove(label);
        }
    }

    /** The number that never changes. */
    public long id() {
        return id;
    }

    /** The name without the organisation. */
    public String name() {
        return name;
    }

    List<Map<String, Object>> issuesSince(Instant since) {
        return since(issues.descendingMap(), since);
    }

    List<Map<String, Object>> commentsSince(Instant since) {
        return since(comments, since);
    }

    StandInItem issue(long number) {
        return issues.get(number);
    }

    StandInItem commentOf(long commentId) {
        return comments.get(commentId);
    }

    List<Map<String, Object>> labelsAsJson() {
        List<Map<String, Object>> json = new ArrayList<>();
        labels.forEach((label, labelId) -> json.add(Map.of("id", labelId, "name", label)));
        return json;
    }

    Map<String, Object> json(String organisation) {
        Map<String, Object> json = new LinkedHashMap<>(settings);
        json.put("id", id);
        json.put("name", name);
        json.put("full_name", organisation + "/" + name);
        json.put("html_url", host.uri() + organisation + "/" + name);
        json.put("clone_url", host.uri() + organisation + "/" + name + ".git");
        json.put("default_branch", "main");
        json.put("updated_at", updated.toString());
        return json;
    }

    private List<Map<String, Object>> since(Map<Long, StandInItem> items, Instant since) {
        return items.values().stream()
                .filter(item -> !item.updated().isBefore(since) && !hidden.contains(item.id()))
                .map(StandInItem::json)
                .toList();
    }
}
