package io.repobackup.github.standin;

import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.git.Backend;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Git over HTTP, by the names of repositories and of their wikis. <i>Thread-safe.</i> */
final class GitDesk {

    private static final Pattern GIT =
            Pattern.compile("/([^/]+)/([^/]+?)(\\.wiki)?\\.git(/(?:info/refs|git-upload-pack|git-receive-pack))");

    private final World world;
    private final Path directory;
    private final Backend backend;

    GitDesk(World world, Path directory) {
        this.world = world;
        this.directory = directory;
        this.backend = new Backend(directory);
    }

    static boolean isMeant(Ask ask) {
        return GIT.matcher(ask.path()).matches();
    }

    /**
     * Who gives no credentials is asked for them, also where the host would do without, so that a client that forgets them
     * is found.
     */
    Answer answer(Ask ask, Identity identity) {
        if (identity.kind() == Identity.Kind.NOBODY || identity.kind() == Identity.Kind.APP) {
            return unknown("Repository not found.");
        }
        Matcher parts = GIT.matcher(ask.path());
        if (!parts.matches()) {
            return text(404, "Not Found");
        }
        String name = parts.group(1) + "/" + parts.group(2);
        Optional<Repository> former = world.formerly(name);
        if (world.find(name).isEmpty() && former.isPresent()) {
            String there = former.get().fullName();
            return Answer.of(301).with("Location", ask.target().replace("/" + name, "/" + there));
        }
        String suffix = parts.group(3) == null ? ".git" : ".wiki.git";
        Optional<Repository> found = world.find(name)
                .filter(repository -> identity.sees(repository) && identity.may("contents"))
                .filter(repository -> suffix.equals(".git") || hasWiki(repository));
        if (found.isEmpty()) {
            return text(404, "Repository not found.\n");
        }
        Repository repository = found.get();
        if (repository.blocked().isPresent() || repository.is("disabled")) {
            return text(403, "Repository unavailable due to DMCA takedown.\n");
        }
        if (suffix.equals(".git")) {
            repository.git();
        }
        return backend.answer(ask, "/" + repository.id() + suffix + parts.group(4));
    }

    private boolean hasWiki(Repository repository) {
        return Files.exists(directory.resolve(repository.id() + ".wiki.git"));
    }

    /** Credentials that are none. */
    static Answer unknown(String message) {
        return text(401, message).with("WWW-Authenticate", "Basic realm=\"GitHub\"");
    }

    private static Answer text(int status, String text) {
        return Answer.of(status)
                .with("Content-Type", "text/plain; charset=utf-8")
                .withBody(text.getBytes(StandardCharsets.UTF_8));
    }
}
