package io.repobackup.samples.gitea;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import java.util.Map;

/** Captures who belongs to an organisation. <i>Thread-safe.</i> */
final class GiteaMembers implements Snapshotter {

    private final GiteaApi api;

    GiteaMembers(GiteaApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        String before = StateJson.read(context.previous())
                .map(state -> state.at("digest").text())
                .orElse("");
        String digest = WholeList.replace(
                context, "members", api.all("orgs/" + subject.name() + "/members", context::checkCancelled), before);
        return digest.equals(before)
                ? new Captured.Same("the same members as before")
                : new Captured.Changed(StateJson.write(Map.of("digest", digest)));
    }
}
