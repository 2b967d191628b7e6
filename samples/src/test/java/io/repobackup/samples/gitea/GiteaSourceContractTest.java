package io.repobackup.samples.gitea;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.source.Source;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.http.HttpClient;
import io.repobackup.samples.gitea.standin.GiteaStandIn;
import io.repobackup.samples.gitea.standin.StandInRepository;
import io.repobackup.testkit.source.SourceContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GiteaSourceContractTest implements SourceContract {

    @TempDir
    Path git;

    private final Set<SubjectId> subjects = new HashSet<>();
    private final HttpClient http = HttpClient.create();
    private GiteaStandIn host;

    @BeforeEach
    void startTheHost() throws IOException {
        host = GiteaStandIn.start(git);
        host.acceptOnly("first");
        subjects.add(new OwnerId(host.name(), "7"));
        for (int i = 0; i < 60; i++) {
            StandInRepository repository = host.create("r" + i);
            subjects.add(new RepositoryId(host.name(), Long.toString(repository.id())));
        }
    }

    @AfterEach
    void stopTheHost() {
        http.close();
        host.close();
    }

    @Override
    public Source openSource() {
        RotatingToken token = new RotatingToken("backup", () -> Secret.of("first".toCharArray()));
        return GiteaSource.of(http, host.uri(), "acme", token);
    }

    @Override
    public Set<SubjectId> subjects() {
        return subjects;
    }
}
