package io.repobackup.github.inventory;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * Repositories that GraphQL counts and does not show: what is blocked, by a takedown or by GitHub itself. REST lists them
 * with their names, and says why when it is asked for one.
 *
 * <p><i>Confined to one thread.</i>
 */
final class Unseen {

    private final Sweep sweep;

    Unseen(Sweep sweep) {
        this.sweep = sweep;
    }

    /**
     * Those of a list that were not seen.
     *
     * @param listed everything, as REST lists it
     * @param seen the numbers of those that GraphQL shows
     * @param count how many it does not show
     * @throws UnavailableException when there are not so many, or one of them can be read after all
     */
    List<FoundRepository> among(List<JsonValue> listed, Set<Long> seen, int count) {
        List<JsonValue> unseen = listed.stream()
                .filter(each -> !seen.contains(each.at("id").number()))
                .toList();
        if (unseen.size() != count) {
            throw new UnavailableException("GitHub does not show " + count + " repositories in GraphQL, and lists "
                    + unseen.size() + " others in REST: nobody can say which are missing; run again later, and check"
                    + " what the token may see if it stays so");
        }
        return unseen.stream().map(this::withheld).toList();
    }

    /** One that REST lists, with the reason why it cannot be read. */
    FoundRepository withheld(JsonValue listed) {
        sweep.asking().betweenRequests().run();
        return FoundRepository.fromRest(listed, why(listed));
    }

    private Withheld why(JsonValue listed) {
        String name = listed.at("full_name").text();
        try {
            JsonValue now = sweep.api().value("repositories/" + listed.at("id").number());
            if (isDisabled(now)) {
                return disabled();
            }
            throw new UnavailableException("GitHub shows " + name + " in REST and not in GraphQL; run again later, and"
                    + " check the permissions of the token if it stays so");
        } catch (BlockedException e) {
            return new Withheld(Withheld.Kind.BLOCKED, e.notice());
        } catch (AccessDeniedException e) {
            return isDisabled(listed)
                    ? disabled()
                    : new Withheld(Withheld.Kind.FORBIDDEN, String.valueOf(e.getMessage()));
        } catch (NotFoundException e) {
            throw new UnavailableException(name + " vanished while the list was read; run again", e);
        }
    }

    private static boolean isDisabled(JsonValue json) {
        return json.find("disabled").map(JsonValue::truth).orElse(false);
    }

    private static Withheld disabled() {
        return Withheld.by(Set.of(Trait.DISABLED), "").orElseThrow();
    }
}
