package io.repobackup.github.inventory;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlError;
import io.repobackup.http.graphql.GraphQlQuery;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Repositories by name. One that was renamed is found by its old name, as long as no other one took that. One that was
 * there the last time and is not found counts as gone; one that never was is a mistake in the list.
 *
 * <p><i>Immutable and thread-safe.</i>
 *
 * @param names owner and name of each
 */
public record NamedListing(List<String> names) implements Listing {

    /** Copies the names. */
    public NamedListing {
        names = List.copyOf(names);
    }

    @Override
    public Found read(GitHubApi api, Asking asking) {
        return new Reading(new Sweep(api, asking)).whole();
    }

    @Override
    public Optional<FoundOwner> owner(GitHubApi api) {
        return Optional.empty();
    }

    @Override
    public boolean includes(FoundRepository repository, Asking asking) {
        RepositoryName name = repository.name();
        return names.stream().anyMatch(name.fullName()::equalsIgnoreCase)
                || asking.names().containsValue(name.id());
    }

    /** One reading of the list. <i>Confined to one thread.</i> */
    private final class Reading {

        private final Sweep sweep;
        private final Map<Long, FoundRepository> found = new LinkedHashMap<>();
        private final Map<String, Long> numbers;

        private Reading(Sweep sweep) {
            this.sweep = sweep;
            this.numbers = new LinkedHashMap<>(sweep.asking().names());
            this.numbers.keySet().retainAll(names);
        }

        private Found whole() {
            int done = 0;
            while (done < names.size()) {
                List<String> rest = names.subList(done, names.size());
                done += take(rest, sweep.ask((most, fragment) -> query(rest, most, fragment)));
            }
            return new Found(Optional.empty(), List.copyOf(found.values()), numbers);
        }

        /** Returns how many of these the answer tells of. */
        private int take(List<String> asked, GraphQlAnswer answer) {
            JsonValue data = answer.data().orElseGet(answer::complete);
            int told = data.names().size() - 1;
            if (told < 1 || told > asked.size()) {
                throw new UnavailableException("GitHub was asked for up to " + asked.size()
                        + " repositories by name, and answered with " + told + "; run again later");
            }
            for (int i = 0; i < told; i++) {
                String alias = alias(i);
                take(asked.get(i), data.find(alias), isUnknown(answer, alias));
            }
            return told;
        }

        private void take(String name, Optional<JsonValue> node, boolean isUnknown) {
            if (isUnknown) {
                refuseUnknown(name);
                return;
            }
            FoundRepository repository = node.map(FoundRepository::fromGraphQl).orElseGet(() -> withheld(name));
            found.put(repository.name().id(), repository);
            numbers.put(name, repository.name().id());
        }

        private void refuseUnknown(String name) {
            if (!numbers.containsKey(name)) {
                throw new NotFoundException("There is no repository '" + name + "' on "
                        + sweep.api().host().name() + ", or '"
                        + sweep.api().credentials().identity()
                        + "' may not see it; check the name and the token, or take it from the list");
            }
        }

        /** REST tells nothing but why, so that its number has to be known. */
        private FoundRepository withheld(String name) {
            JsonValue listed = JsonValue.parse(listed(name));
            return new Unseen(sweep).withheld(listed);
        }

        private byte[] listed(String name) {
            Long number = numbers.get(name);
            if (number == null) {
                // It fails with the reason, or else shows the number.
                return sweep.api()
                        .document("repos/" + name)
                        .orElseThrow(() -> new UnavailableException(name + " vanished while it was read; run again"));
            }
            Map<String, ?> known = Map.of(
                    "id",
                    number,
                    "node_id",
                    "",
                    "full_name",
                    name,
                    "private",
                    true,
                    "html_url",
                    sweep.api().host().web().resolve(name).toString());
            return JsonText.of(known).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static boolean isUnknown(GraphQlAnswer answer, String alias) {
        return answer.errors().stream()
                .filter(error -> error.path().equals(List.of(alias)))
                .map(GraphQlError::type)
                .anyMatch("NOT_FOUND"::equals);
    }

    private static GraphQlQuery query(List<String> names, int most, String fragment) {
        StringBuilder declared = new StringBuilder();
        StringBuilder asked = new StringBuilder("{__typename");
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(most, names.size()); i++) {
            String[] name = names.get(i).split("/", 2);
            declared.append("$o").append(i).append(":String!,$n").append(i).append(":String!,");
            asked.append(' ').append(alias(i)).append(":repository(owner:$o").append(i);
            asked.append(",name:$n").append(i).append("){...R}");
            variables.put("o" + i, name[0]);
            variables.put("n" + i, name[1]);
        }
        return new GraphQlQuery("query(" + declared + ")" + asked + "}" + fragment, variables);
    }

    private static String alias(int number) {
        return "r" + number;
    }
}
