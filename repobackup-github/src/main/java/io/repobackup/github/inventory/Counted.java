package io.repobackup.github.inventory;

import java.util.Arrays;
import java.util.Optional;

/** A list of a repository of which the host tells how long it is and when its newest entry was changed. */
public enum Counted {
    /** Issues without pull requests. */
    ISSUES("issues", "(first:1,orderBy:{field:UPDATED_AT,direction:DESC})"),
    /** Pull requests. */
    PULLS("pullRequests", "(first:1,orderBy:{field:UPDATED_AT,direction:DESC})"),
    /** Discussions. */
    DISCUSSIONS("discussions", "(first:1,orderBy:{field:UPDATED_AT,direction:DESC})"),
    /** Releases, of which the host names the newest, not the last that was changed. */
    RELEASES("releases", "(first:1,orderBy:{field:CREATED_AT,direction:DESC})"),
    /** Labels, of which the host names the newest, not the last that was changed. */
    LABELS("labels", "(first:1,orderBy:{field:CREATED_AT,direction:DESC})"),
    /** Milestones. */
    MILESTONES("milestones", "(first:1,orderBy:{field:UPDATED_AT,direction:DESC})"),
    /** Comments on commits, of which the host names the newest, not the last that was changed. */
    COMMIT_COMMENTS("commitComments", "(last:1)");

    private final String field;
    private final String arguments;

    Counted(String field, String arguments) {
        this.field = field;
        this.arguments = arguments;
    }

    /** The field of a query and of its answer. */
    String field() {
        return field;
    }

    String query() {
        return field + arguments + "{totalCount nodes{updatedAt}}";
    }

    static Optional<Counted> named(String field) {
        return Arrays.stream(values())
                .filter(counted -> counted.field.equals(field))
                .findFirst();
    }
}
