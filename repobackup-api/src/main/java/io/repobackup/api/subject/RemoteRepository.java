package io.repobackup.api.subject;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A repository at a git host.
 *
 * <p><i>Immutable.</i>
 */
public final class RemoteRepository implements Subject {

    private final RepositoryId id;
    private final String name;
    private final URI url;
    private final Map<String, String> attributes;
    private final Availability availability;

    private RemoteRepository(Builder builder) {
        this.id = builder.id;
        this.name = Objects.requireNonNull(builder.name, "a repository needs a name");
        this.url = Objects.requireNonNull(builder.url, "a repository needs a url");
        this.attributes = Map.copyOf(builder.attributes);
        this.availability = builder.availability;
    }

    /** A builder for the repository of this identity. */
    public static Builder builder(RepositoryId id) {
        return new Builder(id);
    }

    @Override
    public RepositoryId id() {
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

    /** What the host lets anyone do with it; {@link Availability#ACTIVE} unless the source says otherwise. */
    public Availability availability() {
        return availability;
    }

    @Override
    public String toString() {
        return name + " (" + id + ")";
    }

    /** Collects the description of a repository. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private final RepositoryId id;
        private @Nullable String name;
        private @Nullable URI url;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private Availability availability = Availability.ACTIVE;

        private Builder(RepositoryId id) {
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

        /** What the host lets anyone do with it. */
        public Builder availability(Availability availability) {
            this.availability = availability;
            return this;
        }

        /** The repository; fails when the name or the url is missing. */
        public RemoteRepository build() {
            return new RemoteRepository(this);
        }
    }
}
