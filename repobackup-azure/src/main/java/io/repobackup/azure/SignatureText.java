package io.repobackup.azure;

import io.repobackup.api.credential.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a shared access signature says of itself. <i>Immutable.</i> Its text is empty.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/create-service-sas">Create a service SAS</a>
 */
final class SignatureText {

    private final String query;

    private SignatureText(String query) {
        this.query = query;
    }

    static SignatureText of(Secret signature) {
        String text = new String(signature.reveal()).strip();
        return new SignatureText(text.startsWith("?") ? text.substring(1) : text);
    }

    /** The signature as a query, without a question mark: a secret. */
    String query() {
        return query;
    }

    boolean isPlausible() {
        return parameter("sig").isPresent();
    }

    /** When it ends; empty when a stored access policy says so. */
    Optional<Instant> end() {
        return parameter("se").flatMap(SignatureText::time);
    }

    /** Whether it gives this permission, such as {@code d}; also when a stored access policy says what it gives. */
    boolean mayGive(String permission) {
        return parameter("sp").map(given -> given.contains(permission)).orElse(true);
    }

    private Optional<String> parameter(String name) {
        return Stream.of(query.split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst();
    }

    private static Optional<Instant> time(String encoded) {
        String text = encoded.replace("%3A", ":").replace("%3a", ":");
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SignatureText[]";
    }
}
