package io.repobackup.github;

import io.repobackup.api.source.Source;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.github.app.Keys;
import io.repobackup.github.standin.GitHubStandIn;
import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.http.HttpClient;
import io.repobackup.testkit.source.SourceContract;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The same host, read in each of the ways in which it can be listed. */
class StandInContractTest {

    private static final String TOKEN = "ghp_1";

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private App app;
    private HttpClient http;

    @BeforeEach
    void open() {
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.limits().none();
        github.gate().token(TOKEN, "octocat");
        for (String name : List.of("tool-1", "tool-10", "tool-101", "site")) {
            github.create("acme/" + name);
        }
        github.create("acme/old").archive();
        github.create("acme/hidden").makePrivate();
        github.create("beta/other");
        app = github.app("acme");
        app.install(github.organisation("acme"));
        http = HttpClient.builder()
                .clock(github.clock())
                .sleeper(github.clock()::advance)
                .build();
    }

    @AfterEach
    void close() {
        http.close();
        github.close();
    }

    private Source built(GitHubSourceBuilder source) {
        return source.host(github.host())
                .http(http)
                .credentials(GitHubCredentials.token(Keys.secret(TOKEN)))
                .build();
    }

    private Source builtForTheApp(GitHubSourceBuilder source) {
        GitHubApp asking = GitHubApp.builder()
                .id(app.id())
                .privateKey(Keys.secret(app.pem()))
                .clock(github.clock())
                .build();
        return source.host(github.host()).http(http).app(asking).build();
    }

    private SubjectId id(Repository repository) {
        return new RepositoryId(github.host().name(), Long.toString(repository.id()));
    }

    private Set<SubjectId> ofAcme() {
        Set<SubjectId> all = new LinkedHashSet<>();
        all.add(new OwnerId(
                github.host().name(), Long.toString(github.organisation("acme").id())));
        github.organisation("acme").repositories().forEach(repository -> all.add(id(repository)));
        return all;
    }

    @Nested
    class OfAnOrganisation implements SourceContract {
        @Override
        public Source openSource() {
            return built(GitHubSource.organization("acme"));
        }

        @Override
        public Set<SubjectId> subjects() {
            return ofAcme();
        }
    }

    @Nested
    class OfAnOrganisationReadByAnApp implements SourceContract {
        @Override
        public Source openSource() {
            return builtForTheApp(GitHubSource.organization("acme"));
        }

        @Override
        public Set<SubjectId> subjects() {
            return ofAcme();
        }
    }

    @Nested
    class OfInstallations implements SourceContract {
        @Override
        public Source openSource() {
            return builtForTheApp(GitHubSource.installation());
        }

        @Override
        public Set<SubjectId> subjects() {
            return ofAcme();
        }
    }

    @Nested
    class OfNamedRepositories implements SourceContract {
        @Override
        public Source openSource() {
            return built(GitHubSource.repositories("acme/tool-1", "acme/hidden", "beta/other"));
        }

        @Override
        public Set<SubjectId> subjects() {
            return Set.copyOf(List.of(
                    id(github.repository("acme/tool-1")),
                    id(github.repository("acme/hidden")),
                    id(github.repository("beta/other"))));
        }
    }

    @Nested
    class Filtered implements SourceContract {
        @Override
        public Source openSource() {
            return built(GitHubSource.organization("acme").names("tool-1*").exceptNames("*-10?"));
        }

        @Override
        public Set<SubjectId> subjects() {
            Set<SubjectId> some = new LinkedHashSet<>();
            some.add(ofAcme().iterator().next());
            github.organisation("acme").repositories().stream()
                    .filter(repository -> repository.name().startsWith("tool-1"))
                    .filter(repository -> !repository.name().matches(".*-10."))
                    .forEach(repository -> some.add(id(repository)));
            return some;
        }
    }
}
