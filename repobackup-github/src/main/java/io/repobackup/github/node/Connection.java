package io.repobackup.github.node;

import io.repobackup.http.graphql.GraphQlQuery;
import java.util.List;
import java.util.Map;

/**
 * A list that belongs to a node.
 *
 * <p><i>Immutable.</i>
 *
 * @param name what it is called in answers
 * @param owners the types of nodes that have it
 * @param field its name in the schema
 * @param arguments those besides {@code first} and {@code after}, each followed by a comma; may be empty
 * @param selection what is asked of its pages, in one list: {@code nodes{…}} or {@code edges{…}}
 */
public record Connection(String name, List<String> owners, String field, String arguments, String selection) {

    private static final int PAGE = 100;

    /** Copies the owners. */
    public Connection {
        owners = List.copyOf(owners);
    }

    /** The first so many, as a part of a query about an owner. */
    public String first(int most) {
        return page("first:" + most);
    }

    /** The query for the next page of one node. */
    GraphQlQuery after(String node, String cursor) {
        StringBuilder text = new StringBuilder("query($id:ID!,$after:String!){node(id:$id){");
        owners.forEach(owner -> text.append("... on ")
                .append(owner)
                .append('{')
                .append(page("first:" + PAGE + ",after:$after"))
                .append('}'));
        return new GraphQlQuery(text.append("}}").toString(), Map.of("id", node, "after", cursor));
    }

    private String page(String place) {
        return name + ":" + field + "(" + arguments + place + "){pageInfo{hasNextPage endCursor} " + selection + "}";
    }
}
