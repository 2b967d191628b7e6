package io.repobackup.github.offer;

import io.repobackup.api.subject.ChangeMark;
import io.repobackup.github.inventory.Counted;
import io.repobackup.github.inventory.FoundRepository;
import io.repobackup.github.inventory.HighWater;
import io.repobackup.github.inventory.Trait;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What shows that a part of a repository has changed. */
final class Marks {

    private static final String NEVER = "never pushed to";
    private static final int LONGEST = 1_000;
    private static final int READABLE = 200;

    private Marks() {}

    /** A pull request from a fork brings refs, and is no push to the repository. */
    static Optional<ChangeMark> git(FoundRepository repository) {
        return Optional.of(mark(
                pushed(repository),
                "HEAD " + repository.moments().branch().orElse("none"),
                repository.count(Counted.PULLS).map(water -> "pulls " + water).orElse("pulls unknown")));
    }

    static ChangeMark wiki(FoundRepository repository) {
        return mark(pushed(repository));
    }

    /** The time of the last change does not move with everything that is listed here. */
    static Optional<ChangeMark> repository(FoundRepository repository) {
        String traits = Arrays.stream(Trait.values())
                .filter(trait -> trait != Trait.EMPTY && repository.is(trait))
                .map(Trait::name)
                .collect(Collectors.joining(","));
        return Optional.of(mark(
                repository.moments().updated(),
                repository.name().fullName(),
                repository.visibilityWord(),
                traits,
                String.join(",", repository.topics())));
    }

    /** Empty when the host does not say how far one of the lists has come. */
    static Optional<ChangeMark> lists(FoundRepository repository, List<Counted> lists) {
        List<String> waters = lists.stream()
                .flatMap(list -> repository.count(list).map(HighWater::toString).stream())
                .toList();
        return waters.size() < lists.size() ? Optional.empty() : Optional.of(mark(waters.toArray(String[]::new)));
    }

    private static String pushed(FoundRepository repository) {
        return repository.moments().pushed().orElse(NEVER);
    }

    private static ChangeMark mark(String... words) {
        String text = String.join("; ", words);
        return new ChangeMark(text.length() <= LONGEST ? text : text.substring(0, READABLE) + "… " + digest(text));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
