package io.repobackup.github.inventory;

/** Whose repositories are listed. */
public enum AccountKind {
    /** An organisation, which has parts of its own. */
    ORGANIZATION("organization", "orgs", "type=all"),
    /** A person. */
    USER("user", "users", "type=owner");

    private final String field;
    private final String path;
    private final String whose;

    AccountKind(String field, String path, String whose) {
        this.field = field;
        this.path = path;
        this.whose = whose;
    }

    /** The field of a query. */
    String field() {
        return field;
    }

    /** The folder of REST: {@code orgs} or {@code users}. */
    public String path() {
        return path;
    }

    /** Where REST lists the repositories, oldest first, so that new ones come last. */
    String repositories(String login) {
        return path + "/" + login + "/repos?" + whose + "&sort=created&direction=asc&per_page=100";
    }
}
