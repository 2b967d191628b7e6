package io.repobackup.github.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.comment.GitHubCommitComments;
import io.repobackup.github.scripted.Scene;
import io.repobackup.github.scripted.ScriptedItem;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lists that are taken whole. */
class WholePartsTest {

    private static final String LABELS = "repos/acme/tools/labels";

    private final Scene scene = new Scene();

    @AfterEach
    void end() {
        scene.close();
    }

    private Captured labels(InMemoryPartContext context) {
        return scene.capture(context, GitHubLabels::new);
    }

    private InMemoryPartContext first() {
        InMemoryPartContext context = InMemoryPartContext.create();
        labels(context);
        return context;
    }

    @Nested
    class Labels {

        @Test
        void areByteForByteWhatTheHostSent() {
            scene.fill(LABELS, 3);
            assertThat(first().items("labels"))
                    .hasSize(3)
                    .containsEntry("2", scene.item(LABELS, 2).json());
            assertThat(scene.host.requests()).containsExactly("GET /api/v3/repos/acme/tools/labels?per_page=100");
        }

        @Test
        void thatAreAsTheyWereCostNothing() {
            scene.fill(LABELS, 250);
            InMemoryPartContext context = first();
            scene.host.forgetRequests();
            assertThat(labels(context.nextRun())).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.requests()).hasSize(3);
            assertThat(scene.host.unchanged()).hasSize(3);
        }

        @Test
        void onSeveralPagesAreReadTwiceTheSecondTimeForNothing() {
            scene.fill(LABELS, 250);
            first();
            assertThat(scene.host.requests()).hasSize(6);
            assertThat(scene.host.unchanged()).hasSize(3);
        }

        @Test
        void areReplacedWhenOneChangedOrVanished() {
            scene.fill(LABELS, 120);
            InMemoryPartContext context = first().nextRun();
            scene.item(LABELS, 110).with("name", "\"renamed\"");
            scene.host.list(LABELS).removeIf(label -> label.id() == 111);
            labels(context);
            assertThat(context.items("labels")).hasSize(119).doesNotContainKey("111");
            assertThat(context.items("labels").get("110")).contains("renamed");
        }

        @Test
        void areAllThereThoughOneVanishesWhileTheyAreRead() {
            scene.fill(LABELS, 250);
            AtomicInteger requests = new AtomicInteger();
            scene.host.beforeAnswer(request -> {
                if (requests.incrementAndGet() == 2) {
                    scene.host.list(LABELS).remove(0);
                }
            });
            assertThat(first().items("labels")).hasSize(249).containsKey("101");
        }

        @Test
        void thatChangeEachTimeAreNotWritten() {
            scene.fill(LABELS, 250);
            scene.host.beforeAnswer(request -> scene.host.list(LABELS).remove(0));
            InMemoryPartContext context = InMemoryPartContext.create();
            assertThatThrownBy(() -> labels(context))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("changed each time");
            assertThat(context.items("labels")).isEmpty();
        }

        @Test
        void ofARepositoryThatCannotBeSeenAreNotFound() {
            assertThatThrownBy(() -> labels(InMemoryPartContext.create())).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void milestonesKeepClosedOnesAndDoNotCountTheirIssues() {
        String path = "repos/acme/tools/milestones";
        scene.fill(path, 2);
        scene.item(path, 1).with("open_issues", "3");
        InMemoryPartContext context = InMemoryPartContext.create();
        scene.capture(context, GitHubMilestones::new);
        assertThat(scene.host.requests()).containsExactly("GET /api/v3/" + path + "?state=all&per_page=100");
        scene.item(path, 1).with("open_issues", "4").touch(Scene.BEGINNING.plusSeconds(9));
        InMemoryPartContext second = context.nextRun();
        assertThat(scene.capture(second, GitHubMilestones::new)).isInstanceOf(Captured.Same.class);
        scene.item(path, 1).with("title", "\"1.0\"");
        InMemoryPartContext third = second.nextRun();
        assertThat(scene.capture(third, GitHubMilestones::new)).isInstanceOf(Captured.Changed.class);
        assertThat(third.items("milestones").get("1")).contains("\"open_issues\":4");
    }

    @Test
    void commitCommentsAreTakenWithWhatIsAttached() {
        String path = "repos/acme/tools/comments";
        String file = scene.host.web() + "user-attachments/assets/abc";
        scene.host.list(path).add(new ScriptedItem(1, Scene.BEGINNING).with("body", "\"see " + file + ".\""));
        InMemoryPartContext context = InMemoryPartContext.create();
        scene.capture(context, GitHubCommitComments::new);
        assertThat(context.items("commit-comments")).containsOnlyKeys("1");
        assertThat(context.links())
                .extracting(ContentRef::from)
                .extracting(Object::toString)
                .containsExactly(file);
    }
}
