package io.repobackup.samples.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Subject;
import io.repobackup.http.HttpClient;
import io.repobackup.samples.gitea.standin.GiteaStandIn;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiteaMembersTest {

    @TempDir
    Path git;

    private final HttpClient http = HttpClient.create();
    private GiteaStandIn host;
    private GiteaMembers members;
    private Subject acme;

    @BeforeEach
    void startTheHost() throws IOException {
        host = GiteaStandIn.start(git);
        host.acceptOnly("first");
        host.join("ada");
        host.join("grace");
        RotatingToken token = new RotatingToken("backup", () -> Secret.of("first".toCharArray()));
        members = new GiteaMembers(new GiteaApi(http, host.uri(), token));
        acme = Owner.builder(new OwnerId(host.name(), "7"))
                .name("acme")
                .url(host.uri())
                .build();
    }

    @AfterEach
    void stopTheHost() {
        http.close();
        host.close();
    }

    @Test
    void everybodyIsHeld() {
        InMemoryPartContext first = InMemoryPartContext.create();
        first.capture(members, acme);
        assertThat(first.items("members")).hasSize(2);
    }

    @Test
    void nothingIsWrittenWhenNobodyCameOrWent() {
        InMemoryPartContext first = InMemoryPartContext.create();
        first.capture(members, acme);
        assertThat(first.nextRun().capture(members, acme)).isInstanceOf(Captured.Same.class);
    }

    @Test
    void whoLeftIsGone() {
        InMemoryPartContext first = InMemoryPartContext.create();
        first.capture(members, acme);
        host.leave("ada");
        InMemoryPartContext second = first.nextRun();
        second.capture(members, acme);
        assertThat(second.items("members").values()).singleElement().asString().contains("grace");
    }
}
