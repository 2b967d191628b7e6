package io.repobackup.samples.gitea;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import java.time.Duration;

/**
 * Captures issues, their comments and labels: at first everything, then what changed, and at longer intervals the whole
 * list again to find what was deleted, of which the host tells nothing.
 *
 * <p><i>Thread-safe.</i>
 */
final class GiteaIssues implements Snapshotter {

    private final GiteaApi api;
    private final Duration fullEvery;

    GiteaIssues(GiteaApi api, Duration fullEvery) {
        this.api = api;
        this.fullEvery = fullEvery;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        String repository = "repos/" + subject.name() + "/";
        IssuesState before =
                StateJson.read(context.previous()).map(IssuesState::from).orElseGet(IssuesState::none);
        IssuesState state = before;
        long written = 0;
        for (ItemKind kind : ItemKind.values()) {
            IssuesState soFar = state;
            Crawl crawl =
                    new Crawl(api, repository, kind, context, reached -> save(context, soFar.with(kind, reached)));
            state = soFar.with(kind, crawl.run(soFar.of(kind), fullEvery));
            written += crawl.written();
        }
        state = state.withLabels(WholeList.replace(
                context, "labels", api.all(repository + "labels", context::checkCancelled), state.labels()));
        return written == 0 && state.isAsGoodAs(before)
                ? new Captured.Same("no issue, comment or label changed since "
                        + before.issues().watermark())
                : new Captured.Changed(StateJson.write(state.toJson()));
    }

    private static void save(PartContext context, IssuesState state) {
        context.checkpoint(StateJson.write(state.toJson()));
    }
}
