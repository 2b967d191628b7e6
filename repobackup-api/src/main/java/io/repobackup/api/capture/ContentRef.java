package io.repobackup.api.capture;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A larger content that belongs to a part, named but not yet fetched. It is stored in the state of the part until the
 * bytes have been had, so the address must not be one that expires or that holds a secret.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the host's stable id of the content, 1 to 255 characters, unique within the part; equal ids are one content
 * @param sha256 the SHA-256 of the bytes in lower-case hex, where the host tells it: then it is checked
 * @param sizeInBytes the length, where the host tells it: then it is checked
 * @param from where the bytes are, for the {@link ContentReader} and for people
 */
public record ContentRef(String id, Optional<String> sha256, OptionalLong sizeInBytes, URI from) {

    /** Refuses what cannot be a content. */
    public ContentRef {
        if (id.isBlank() || id.length() > 255) {
            throw new IllegalArgumentException("the id of a content has 1 to 255 characters, not '" + id + "'");
        }
        if (sha256.filter(hex -> !hex.matches("[0-9a-f]{64}")).isPresent()) {
            throw new IllegalArgumentException("the SHA-256 of content " + id + " is not 64 lower-case hex digits");
        }
        if (sizeInBytes.isPresent() && sizeInBytes.getAsLong() < 0) {
            throw new IllegalArgumentException("the size of content " + id + " is negative");
        }
    }
}
