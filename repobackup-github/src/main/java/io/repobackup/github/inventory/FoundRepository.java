package io.repobackup.github.inventory;

import io.repobackup.api.subject.Availability;
import io.repobackup.http.json.JsonValue;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A repository as the host lists it.
 *
 * <p><i>Immutable.</i>
 *
 * @param name what it is called
 * @param visibility who may see it
 * @param traits what it is and has
 * @param moments when it was changed
 * @param topics its topics, in order
 * @param counts how far its lists have come, as far as the host says
 * @param withheld why nothing can be read of it; empty when it can
 */
public record FoundRepository(
        RepositoryName name,
        Visibility visibility,
        Set<Trait> traits,
        Moments moments,
        List<String> topics,
        Map<Counted, HighWater> counts,
        Optional<Withheld> withheld) {

    private static final Map<Trait, String> GRAPHQL = Map.of(
            Trait.ARCHIVED, "isArchived",
            Trait.DISABLED, "isDisabled",
            Trait.EMPTY, "isEmpty",
            Trait.FORK, "isFork",
            Trait.ISSUES, "hasIssuesEnabled",
            Trait.WIKI, "hasWikiEnabled");

    private static final Map<Trait, String> REST = Map.of(
            Trait.ARCHIVED, "archived",
            Trait.DISABLED, "disabled",
            Trait.FORK, "fork",
            Trait.ISSUES, "has_issues",
            Trait.WIKI, "has_wiki");

    /** Copies the collections. */
    public FoundRepository {
        traits = Set.copyOf(traits);
        topics = List.copyOf(topics);
        counts = Map.copyOf(counts);
    }

    static FoundRepository fromGraphQl(JsonValue json) {
        Set<Trait> traits = traits(json, GRAPHQL);
        String lock = json.find("lockReason").map(JsonValue::text).orElse("");
        return new FoundRepository(
                RepositoryName.fromGraphQl(json),
                Visibility.of(json.at("visibility").text()),
                traits,
                Moments.fromGraphQl(json),
                topics(json),
                counts(json),
                Withheld.by(traits, lock));
    }

    /** As REST lists one that GraphQL does not show. */
    static FoundRepository fromRest(JsonValue json, Withheld withheld) {
        String visibility = json.find("visibility")
                .map(JsonValue::text)
                .orElseGet(() -> json.at("private").truth() ? "private" : "public");
        return new FoundRepository(
                RepositoryName.fromRest(json),
                Visibility.of(visibility),
                traits(json, REST),
                Moments.fromRest(json),
                json.find("topics").stream()
                        .flatMap(all -> all.elements().stream())
                        .map(JsonValue::text)
                        .sorted()
                        .toList(),
                Map.of(),
                Optional.of(withheld));
    }

    /** Whether it is or has this. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** How far a list has come; empty when the host does not say. */
    public Optional<HighWater> count(Counted list) {
        return Optional.ofNullable(counts.get(list));
    }

    /** What the host lets anyone do with it. */
    public Availability availability() {
        if (withheld.isPresent()) {
            return withheld.get().availability();
        }
        if (is(Trait.EMPTY)) {
            return Availability.EMPTY;
        }
        return is(Trait.ARCHIVED) ? Availability.ARCHIVED : Availability.ACTIVE;
    }

    /** The visibility in the words of REST. */
    public String visibilityWord() {
        return visibility.name().toLowerCase(Locale.ROOT);
    }

    private static Set<Trait> traits(JsonValue json, Map<Trait, String> fields) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        fields.forEach((trait, field) -> {
            if (json.find(field).map(JsonValue::truth).orElse(false)) {
                traits.add(trait);
            }
        });
        return traits;
    }

    private static List<String> topics(JsonValue json) {
        return json.at("repositoryTopics", "nodes").elements().stream()
                .map(node -> node.at("topic", "name").text())
                .sorted()
                .toList();
    }

    private static Map<Counted, HighWater> counts(JsonValue json) {
        Map<Counted, HighWater> counts = new EnumMap<>(Counted.class);
        for (Counted list : Counted.values()) {
            json.find(list.field()).map(HighWater::from).ifPresent(water -> counts.put(list, water));
        }
        return counts;
    }
}
