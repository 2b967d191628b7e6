package io.repobackup.api.subject;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An owner of repositories with parts of its own: an organisation, a group, a user.
 *
 * <p><i>Immutable.</i>
 */
public final class Owner implements Subject {

    private final OwnerId id;
    private final String name;
    private final URI url;
    private final Map<String, String> attributes;

    private Owner(Builder builder) {
        this.id = builder.id;
        this.name = Objects.requireNonNull(builder.name, "an owner needs a name");
        this.url = Objects.requireNonNull(builder.url, "an owner needs a url");
        this.attributes = Map.copyOf(builder.attributes);
    }

    /** A builder for the owner of this identity. */
    public static Builder builder(OwnerId id) {
        return new Builder(id);
    }

    @Override
    public OwnerId id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return name + " (" + id + ")";
    }

    /** Collects the description of an owner. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private final OwnerId id;
        private @Nullable String name;
        private @Nullable URI url;
        private final Map<String, String> attributes = new LinkedHashMap<>();

        private Builder(OwnerId id) {
            this.id = id;
        }

        /**
         * The name that people use, with slashes between levels. Required. Control characters, and those that turn the
         * direction of text, become U+FFFD.
         */
        public Builder name(String name) {
            this.name = SubjectName.visible(name);
            return this;
        }

        /** Where people look at it, without credentials. Required. */
        public Builder url(URI url) {
            this.url = SubjectUrl.withoutCredentials(url);
            return this;
        }

        /** One more thing that the host says; never a secret. */
        public Builder attribute(String key, String value) {
            attributes.put(key, value);
            return this;
        }

        /** The owner; fails when the name or the url is missing. */
        public Owner build() {
            return new Owner(this);
        }
    }
}
