package io.repobackup.core.vault.json;

import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;

/** The identity of a subject as fields: {@code type}, {@code host}, {@code id}. */
public final class SubjectIdFields {

    private static final String REPOSITORY = "repository";
    private static final String OWNER = "owner";

    private SubjectIdFields() {}

    /** The identity as the first fields of an object. */
    public static JsonFields encode(SubjectId id) {
        return new JsonFields()
                .put("type", id instanceof RepositoryId ? REPOSITORY : OWNER)
                .put("host", id.host())
                .put("id", id.id());
    }

    /** The identity that these fields spell. */
    public static SubjectId decode(JsonObject fields) {
        String host = fields.text("host");
        String id = fields.text("id");
        return switch (fields.text("type")) {
            case REPOSITORY -> new RepositoryId(host, id);
            case OWNER -> new OwnerId(host, id);
            default -> throw new MalformedException("a subject of type repository or owner", fields.text("type"));
        };
    }
}
