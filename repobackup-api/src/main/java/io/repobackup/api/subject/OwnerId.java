package io.repobackup.api.subject;

/**
 * The identity of an owner of repositories: an organisation, a group, a user.
 *
 * <p><i>Immutable.</i>
 *
 * @param host the host in lower case, with its port where that is not the usual one
 * @param id the host's stable id, at most 255 characters
 */
public record OwnerId(String host, String id) implements SubjectId {

    /** Refuses a host or an id that cannot name a subject. */
    public OwnerId {
        IdentityText.check("host", host);
        IdentityText.check("id", id);
    }

    @Override
    public String toString() {
        return host + "/" + id;
    }
}
