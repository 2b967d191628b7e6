package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.github.standin.check.GraphQlCheck;
import io.repobackup.github.standin.check.Published;
import io.repobackup.github.standin.graphql.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The part of the schema is one, and whatever is none is found. */
class GraphQlIsAsPublishedTest {

    private static GraphQlCheck check;

    @BeforeAll
    static void read() {
        Published.require();
        check = GraphQlCheck.published();
    }

    @Test
    void thePartHasNothingThatTheHostDoesNotHave() {
        assertThat(check.part(Schema.text())).isEmpty();
    }

    @Test
    void whatTheHostDoesNotHaveIsFound() {
        assertThat(
                        check.part(
                                "type Query { rateLimit(dry: Boolean): RateLimit } type RateLimit { cost: Int left: Int! }"
                                        + " type Gist2 { id: ID } enum IssueState { OPEN BROKEN } union Closer = Commit | Issue"
                                        + " type Commit { oid: String! } type Issue { id: ID! } input IssueOrder { field: String }"))
                .containsExactlyInAnyOrder(
                        "Query has no rateLimit: RateLimit by dry: Boolean",
                        "RateLimit has no cost: Int",
                        "RateLimit has no left: Int!",
                        "there is no such Gist2",
                        "IssueState has no BROKEN",
                        "Closer has no Issue",
                        "Commit has no oid: String!",
                        "IssueOrder has no field: String");
    }

    @Test
    void aQueryForWhatTheHostDoesNotHaveIsFound() {
        assertThat(check.query("{ rateLimit { cost } repository(owner: \"a\", name: \"b\") { isArchived } }"))
                .isEmpty();
        assertThat(check.query("{ rateLimit { left } }"))
                .singleElement()
                .asString()
                .contains("left");
        assertThat(check.query("query($n: String) { repository(owner: \"a\", name: $n) { id } }"))
                .isNotEmpty();
    }
}
