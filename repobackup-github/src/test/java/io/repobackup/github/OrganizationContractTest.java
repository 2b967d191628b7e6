package io.repobackup.github;

import io.repobackup.api.source.Source;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.github.script.Node;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.github.script.ScriptedOrganization;
import io.repobackup.testkit.source.SourceContract;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An organisation of two pages, in which there is one repository of each kind. */
class OrganizationContractTest implements SourceContract {

    private static final int MANY = 105;

    private ScriptedGitHub host;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
        new ScriptedOrganization(host, "acme")
                .add(Node.of(1, "acme/archived").with("isArchived", true))
                .add(Node.of(2, "acme/empty").with("isEmpty", true).without("pushedAt"))
                .add(Node.of(3, "acme/disabled").with("isDisabled", true))
                .addMany(MANY);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Override
    public Source openSource() {
        return GitHubSource.organization("acme")
                .host(host.web())
                .http(host.client())
                .credentials(host.token())
                .build();
    }

    @Override
    public Set<SubjectId> subjects() {
        Set<SubjectId> all = new LinkedHashSet<>();
        all.add(new OwnerId(host.name(), "9919"));
        for (long id = 1; id <= 3; id++) {
            all.add(new RepositoryId(host.name(), Long.toString(id)));
        }
        for (int i = 1; i <= MANY; i++) {
            all.add(new RepositoryId(host.name(), Integer.toString(1_000 + i)));
        }
        return all;
    }
}
