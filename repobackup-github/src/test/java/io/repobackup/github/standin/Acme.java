package io.repobackup.github.standin;

import io.repobackup.github.standin.world.Asset;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Release;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.Review;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** An organisation with one of everything. */
final class Acme {

    static final String SHA = "aaaabbbbccccddddeeeeffff0000111122223333";

    final Repository tools;
    final Issue issue;
    final Comment comment;
    final Pull pull;
    final Comment reviewComment;
    final Comment answer;
    final Release release;
    final Asset asset;

    private Acme(GitHubStandIn github) {
        var acme = github.organisation("acme");
        acme.join("octocat");
        acme.join("hubot");
        tools = github.create("acme/tools");
        tools.set("topics", List.of("backup", "git"));
        tools.set("description", "Tools – «all» of them");
        acme.team("core").join("hubot").mayRead(tools);
        issue = tools.open("It breaks");
        issue.label("bug");
        issue.milestone("1.0");
        issue.assign("hubot");
        github.advance(Duration.ofSeconds(10));
        comment = issue.comment("hubot", "Here as well");
        issue.rename("It breaks often");
        github.advance(Duration.ofSeconds(10));
        issue.close();
        Issue other = tools.open("Something else");
        other.byNobody();
        issue.isMentionedBy(other);
        pull = tools.propose("Repair it", "repair");
        pull.request(github.world().user("hubot"));
        pull.request(acme.team("core"));
        pull.closes(issue);
        Review review = pull.review("hubot", "CHANGES_REQUESTED", "Nearly");
        reviewComment = review.comment("file.txt", 3, "Why?");
        answer = pull.review("octocat", "COMMENTED", "")
                .reply(reviewComment.thread().orElseThrow(), "Because");
        pull.merge("hubot", SHA);
        tools.commentOnCommit(SHA, "Nice");
        release = tools.release("v1.0");
        asset = release.attach("tools.zip", "zip".getBytes(StandardCharsets.UTF_8));
        tools.contents().discuss("What next?").comment("hubot", "This");
    }

    static Acme in(GitHubStandIn github) {
        return new Acme(github);
    }
}
