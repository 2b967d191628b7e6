package io.repobackup.github.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which repositories of a list are taken. Everything that is asked for has to be so.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class RepositoryFilter {

    private static final RepositoryFilter ALL =
            new RepositoryFilter(Set.of(), Set.of(), EnumSet.allOf(Visibility.class), Map.of(), Set.of());

    private final Set<String> names;
    private final Set<String> exceptNames;
    private final Set<Visibility> visibilities;
    private final Map<Trait, Choice> choices;
    private final Set<String> topics;

    private RepositoryFilter(
            Set<String> names,
            Set<String> exceptNames,
            Set<Visibility> visibilities,
            Map<Trait, Choice> choices,
            Set<String> topics) {
        this.names = Set.copyOf(names);
        this.exceptNames = Set.copyOf(exceptNames);
        this.visibilities = Set.copyOf(visibilities);
        this.choices = Map.copyOf(choices);
        this.topics = Set.copyOf(topics);
    }

    /** Takes every repository. */
    public static RepositoryFilter all() {
        return ALL;
    }

    /**
     * Takes those whose name matches one of these globs, and of those asked for before: {@code *} stands for any
     * characters, {@code ?} for one; case does not count. With a slash a glob is for owner and name.
     */
    public RepositoryFilter withNames(Collection<String> globs) {
        return new RepositoryFilter(plus(names, globs), exceptNames, visibilities, choices, topics);
    }

    /** Leaves out those whose name matches one of these globs. */
    public RepositoryFilter withoutNames(Collection<String> globs) {
        return new RepositoryFilter(names, plus(exceptNames, globs), visibilities, choices, topics);
    }

    /** Takes those alone that such people may see. */
    public RepositoryFilter withVisibilities(Set<Visibility> some) {
        return new RepositoryFilter(names, exceptNames, some, choices, topics);
    }

    /** Who may see what is taken. */
    public Set<Visibility> visibilities() {
        return visibilities;
    }

    /** Decides on those that are of a kind. */
    public RepositoryFilter with(Trait trait, Choice choice) {
        Map<Trait, Choice> more = new EnumMap<>(Trait.class);
        more.putAll(choices);
        more.put(trait, choice);
        more.values().remove(Choice.INCLUDED);
        return new RepositoryFilter(names, exceptNames, visibilities, more, topics);
    }

    /** Takes those alone that have one of these topics. */
    public RepositoryFilter withTopics(Collection<String> some) {
        return new RepositoryFilter(names, exceptNames, visibilities, choices, plus(topics, some));
    }

    /** Whether this one is taken. */
    public boolean takes(FoundRepository repository) {
        return (names.isEmpty() || matches(names, repository.name()))
                && !matches(exceptNames, repository.name())
                && visibilities.contains(repository.visibility())
                && choices.entrySet().stream()
                        .allMatch(choice -> choice.getValue().takes(choice.getKey(), repository))
                && (topics.isEmpty() || repository.topics().stream().anyMatch(topics::contains));
    }

    /** The same for equal filters and for no others; empty for the one that takes every repository. */
    @Override
    public String toString() {
        List<String> rules = new ArrayList<>();
        names.stream().sorted().map(glob -> "name=" + glob).forEach(rules::add);
        exceptNames.stream().sorted().map(glob -> "name!=" + glob).forEach(rules::add);
        if (visibilities.size() < Visibility.values().length) {
            visibilities.stream()
                    .sorted()
                    .map(Enum::name)
                    .map(String::toLowerCase)
                    .forEach(rules::add);
        }
        choices.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(choice -> choice.getKey() + "=" + choice.getValue())
                .forEach(rules::add);
        topics.stream().sorted().map(topic -> "topic=" + topic).forEach(rules::add);
        return String.join("&", rules);
    }

    private static boolean matches(Set<String> globs, RepositoryName name) {
        return globs.stream()
                .anyMatch(glob -> pattern(glob)
                        .matcher(glob.indexOf('/') < 0 ? name.shortName() : name.fullName())
                        .matches());
    }

    private static Pattern pattern(String glob) {
        String regex = glob.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static Set<String> plus(Set<String> before, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(before);
        more.stream().map(word -> word.toLowerCase(Locale.ROOT)).forEach(all::add);
        return all;
    }
}
