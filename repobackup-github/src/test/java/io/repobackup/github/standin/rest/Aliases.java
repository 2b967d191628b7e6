package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Team;
import io.repobackup.github.standin.world.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths with ids in place of names. The host's description does not have them, but its answers lead there: links between
 * pages, and where something went that was renamed.
 */
final class Aliases {

    /** Their beginnings, as templates. */
    static final List<String> BEGINNINGS = List.of(
            "/repositories/{repository_id}",
            "/organizations/{organization_id}",
            "/organizations/{organization_id}/team/{team_id}",
            "/user/{user_id}");

    private static final Pattern REPOSITORY = Pattern.compile("/repositories/(\\d+)(/.*)?");
    private static final Pattern TEAM = Pattern.compile("/organizations/(\\d+)/team/(\\d+)(/.*)?");
    private static final Pattern ORGANISATION = Pattern.compile("/organizations/(\\d+)(/.*)?");
    private static final Pattern USER = Pattern.compile("/user/(\\d+)(/.*)?");
    private static final Pattern NAMED = Pattern.compile("/(repos|orgs|users)/([^/]+)(/.*)?");

    private final World world;

    Aliases(World world) {
        this.world = world;
    }

    /** The path with names; the same when it has names, or ids that are unknown. */
    String resolve(String path) {
        Matcher repository = REPOSITORY.matcher(path);
        if (repository.matches()) {
            return world.repository(Long.parseLong(repository.group(1)))
                    .map(found -> "/repos/" + found.fullName() + rest(repository, 2))
                    .orElse(path);
        }
        Matcher team = TEAM.matcher(path);
        if (team.matches()) {
            return team(Long.parseLong(team.group(2)))
                    .map(found -> "/orgs/" + found.organisation().login() + "/teams/" + found.slug() + rest(team, 3))
                    .orElse(path);
        }
        return account(path);
    }

    private String account(String path) {
        Matcher organisation = ORGANISATION.matcher(path);
        Matcher user = USER.matcher(path);
        if (organisation.matches()) {
            return account(Long.parseLong(organisation.group(1)))
                    .map(found -> "/orgs/" + found.login() + rest(organisation, 2))
                    .orElse(path);
        }
        return user.matches()
                ? account(Long.parseLong(user.group(1)))
                        .map(found -> "/users/" + found.login() + rest(user, 2))
                        .orElse(path)
                : path;
    }

    /** The path without a slash before it, and with ids where names may change. */
    String canonical(String path) {
        Matcher named = NAMED.matcher(path);
        if (!named.matches()) {
            return path.substring(1);
        }
        String rest = rest(named, 3);
        if (named.group(1).equals("repos")) {
            String name = rest.indexOf('/', 1) < 0 ? rest : rest.substring(0, rest.indexOf('/', 1));
            return world.find(named.group(2) + name)
                    .map(found -> "repositories/" + found.id() + rest.substring(name.length()))
                    .orElse(path.substring(1));
        }
        Optional<Account> account = world.account(named.group(2));
        String kind = named.group(1).equals("orgs") ? "organizations/" : "user/";
        return account.map(found -> kind + found.id() + teams(found, rest)).orElse(path.substring(1));
    }

    private static String teams(Account organisation, String rest) {
        String[] parts = rest.split("/", 4);
        return parts.length == 4 && parts[1].equals("teams")
                ? organisation
                        .findTeam(parts[2])
                        .map(team -> "/team/" + team.id() + "/" + parts[3])
                        .orElse(rest)
                : rest;
    }

    private Optional<Account> account(long id) {
        return world.accounts().stream().filter(one -> one.id() == id).findFirst();
    }

    private Optional<Team> team(long id) {
        return world.accounts().stream()
                .flatMap(one -> one.teams().stream())
                .filter(team -> team.id() == id)
                .findFirst();
    }

    private static String rest(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).orElse("");
    }
}
