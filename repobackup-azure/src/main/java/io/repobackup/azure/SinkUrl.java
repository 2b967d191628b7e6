package io.repobackup.azure;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A URL of a sink, taken apart. <i>Immutable.</i> Its text has no parameters: somebody may have put a secret there. */
final class SinkUrl {

    private static final Set<String> PARAMETERS =
            Set.of("endpoint", "coldData", "lock", "thaw", "block", "uploadMemory", "version");

    private final String account;
    private final String[] path;
    private final Map<String, String> parameters;

    private SinkUrl(String account, String[] path, Map<String, String> parameters) {
        this.account = account;
        this.path = path;
        this.parameters = parameters;
    }

    static SinkUrl of(URI uri) {
        String account = uri.getHost() == null ? String.valueOf(uri.getAuthority()) : uri.getHost();
        String path = String.valueOf(uri.getPath()).replaceAll("^/+|/+$", "");
        if (uri.getRawUserInfo() != null || account.equals("null") || path.isEmpty()) {
            throw new MisconfiguredException(
                    "Opening a sink on Azure Blob Storage: the URL names no account and container,"
                            + " or a user; write it like azure://account/container/prefix");
        }
        return new SinkUrl(account, path.split("/", 2), parameters(uri));
    }

    String account() {
        return account;
    }

    String container() {
        return path[0];
    }

    Optional<BlobKey> prefix() {
        if (path.length == 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(BlobKey.of(path[1]));
        } catch (IllegalArgumentException e) {
            throw wrong("the prefix cannot be: " + e.getMessage());
        }
    }

    URI endpoint() {
        try {
            return URI.create(parameter("endpoint").orElse("https://" + account + ".blob.core.windows.net"));
        } catch (IllegalArgumentException e) {
            throw wrong("endpoint is no URL");
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        return parameter(name).map(text -> chosen(name, text, choices));
    }

    /** A kind of lock, and days behind a colon. */
    Optional<Settings.Locking> locking() {
        return parameter("lock").map(text -> {
            String[] kindAndDays = text.split(":", 2);
            RetentionMode mode = chosen("lock", kindAndDays[0], RetentionMode.class);
            return new Settings.Locking(mode, Duration.ofDays(kindAndDays.length == 1 ? 0 : days(kindAndDays[1])));
        });
    }

    private <E extends Enum<E>> E chosen(String name, String text, Class<E> choices) {
        return Stream.of(choices.getEnumConstants())
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> wrong(name + " is one of "
                        + Stream.of(choices.getEnumConstants())
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private int days(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong("lock ends in a number of days, such as locked:90");
        }
    }

    Optional<Integer> mebibytes(String name) {
        try {
            return parameter(name).map(text -> Math.multiplyExact(Integer.parseInt(text), 1 << 20));
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(name + " is a number of MiB");
        }
    }

    @Override
    public String toString() {
        return "azure://" + account + "/" + String.join("/", path);
    }

    private MisconfiguredException wrong(String what) {
        return new MisconfiguredException("Opening " + this + ": " + what);
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!PARAMETERS.contains(name) && !part.isEmpty()) {
                throw new MisconfiguredException(
                        "Opening a sink on Azure Blob Storage: the URL has a parameter that is none" + " of "
                                + PARAMETERS.stream().sorted().toList() + "; credentials do not belong there");
            }
            if (equals > 0) {
                parameters.put(name, URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
