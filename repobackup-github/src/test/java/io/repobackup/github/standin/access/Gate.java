package io.repobackup.github.standin.access;

import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Which credentials are good, and for whom. <i>Thread-safe.</i> */
public final class Gate {

    private static final String BAD = "Bad credentials";

    private final World world;
    private final Map<String, Identity> tokens = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Map<Long, App> apps = new ConcurrentHashMap<>();
    private final AtomicLong lastToken = new AtomicLong();
    private final Map<String, Instant> begins = new ConcurrentHashMap<>();
    private volatile Duration lifetime = Duration.ofHours(1);
    private volatile Duration delay = Duration.ZERO;

    public Gate(World world) {
        this.world = world;
    }

    /** A token of a user that sees everything: fine-grained when it begins with {@code github_pat_}. */
    public Identity token(String text, String user) {
        Identity.Kind kind = text.startsWith("github_pat_") ? Identity.Kind.FINE_GRAINED : Identity.Kind.USER;
        Identity identity = new Identity(kind, "user:" + user, null, null);
        tokens.put(text, identity);
        return identity;
    }

    /** A token of a user that is good until a moment. */
    public Identity token(String text, String user, Instant end) {
        ends.put(text, end);
        return token(text, user);
    }

    /** A token is not good any more. */
    public void revoke(String text) {
        tokens.remove(text);
    }

    /** No token is good any more, those of installations included. */
    public void revokeAll() {
        tokens.clear();
    }

    /** A new App of an account. */
    public App app(Account owner) {
        App app = new App(apps.size() + 101L, owner, world.now());
        apps.put(app.id(), app);
        return app;
    }

    /** How long tokens of installations are good from now on; an hour otherwise. */
    public void issueFor(Duration other) {
        lifetime = other;
    }

    /** How long new tokens of installations are not accepted yet, as happens for some seconds. */
    public void acceptAfter(Duration other) {
        delay = other;
    }

    /** A new token of an installation, perhaps for fewer repositories. */
    public Issued issue(Installation installation, @Nullable Set<Long> only, Set<String> permissions) {
        // Of the new form, which is far longer than forty characters.
        String text = "ghs_" + installation.app().id() + "_" + "x".repeat(120) + lastToken.incrementAndGet();
        Instant end = world.now().plus(lifetime);
        Identity identity = new Identity(
                        Identity.Kind.INSTALLATION, "installation:" + installation.id(), null, installation)
                .within(repository -> covers(installation, repository, only));
        if (!permissions.isEmpty()) {
            installation.permissions().keySet().stream()
                    .filter(permission -> !permissions.contains(permission))
                    .forEach(identity::refuse);
        }
        tokens.put(text, identity);
        ends.put(text, end);
        begins.put(text, world.now().plus(delay));
        return new Issued(text, end);
    }

    /**
     * A new token.
     *
     * @param token its text
     * @param expires until when it is good
     */
    public record Issued(String token, Instant expires) {}

    private static boolean covers(Installation installation, Repository repository, @Nullable Set<Long> only) {
        return installation.covers(repository) && (only == null || only.contains(repository.id()));
    }

    /** Who sends this header; without one it is nobody. */
    public Admission admit(Optional<String> authorization) {
        return authorization
                .map(this::admit)
                .orElseGet(() -> Admission.to(new Identity(Identity.Kind.NOBODY, "address", null, null)));
    }

    private Admission admit(String authorization) {
        String[] words = authorization.split(" ", 2);
        String scheme = words[0].toLowerCase(Locale.ROOT);
        String rest = words.length == 2 ? words[1].strip() : "";
        return switch (scheme) {
            case "bearer", "token" ->
                rest.chars().filter(c -> c == '.').count() == 2 && !tokens.containsKey(rest)
                        ? Assertion.check(rest, world.now(), this::app)
                        : known(rest);
            case "basic" -> known(password(rest));
            default -> Admission.refused(401, BAD);
        };
    }

    private Admission known(String token) {
        Identity found = tokens.get(token);
        Instant end = ends.get(token);
        if (world.now().isBefore(begins.getOrDefault(token, Instant.MIN))
                || found == null
                || (end != null && !world.now().isBefore(end))) {
            return Admission.refused(401, BAD);
        }
        if (found.installation().filter(Installation::isSuspended).isPresent()) {
            return Admission.refused(403, "This installation has been suspended");
        }
        return Admission.to(found);
    }

    /** Until when the token in this header is good, if it ends and is one of a user. */
    public Optional<Instant> end(Optional<String> authorization) {
        return authorization
                .map(text -> text.substring(text.indexOf(' ') + 1))
                .filter(token -> tokens.containsKey(token) && !token.startsWith("ghs_"))
                .map(ends::get);
    }

    private Optional<App> app(String issuer) {
        return apps.values().stream()
                .filter(app -> issuer.equals(Long.toString(app.id())) || issuer.equals(app.clientId()))
                .findFirst();
    }

    private static String password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
