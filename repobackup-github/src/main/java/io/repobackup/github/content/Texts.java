package io.repobackup.github.content;

import io.repobackup.api.capture.PartContext;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Follower;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.http.json.JsonValue;
import java.util.Collection;
import java.util.List;

/**
 * Links what is attached to the texts of items.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class Texts implements Follower {

    private final Attachments attachments;
    private final PartContext context;

    /** Links at this context what lies at this host. */
    public Texts(GitHubHost host, PartContext context) {
        this.attachments = Attachments.of(host);
        this.context = context;
    }

    /** Links what is attached to the bodies of these. */
    public void link(Collection<Entry> entries) {
        entries.forEach(entry -> link(entry.value()));
    }

    @Override
    public void took(List<Entry> entries) {
        link(entries);
    }

    @Override
    public void passed(List<Entry> entries) {
        link(entries);
    }

    /** Links what is attached to the body of this. */
    public void link(JsonValue item) {
        item.find("body")
                .filter(JsonValue::isText)
                .ifPresent(body -> attachments.in(body.text()).forEach(context::link));
    }
}
