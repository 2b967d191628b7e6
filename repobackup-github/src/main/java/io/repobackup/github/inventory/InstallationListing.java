package io.repobackup.github.inventory;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All repositories that an installation of an App may read.
 *
 * <p><i>Immutable and thread-safe.</i>
 *
 * @param owner the account that it is installed on
 */
public record InstallationListing(FoundOwner owner) implements Listing {

    @Override
    public Found read(GitHubApi api, Asking asking) {
        List<FoundRepository> all = new NodeLookup(api, asking).all(listed(api, asking));
        return new Found(Optional.of(owner), all, Map.of());
    }

    @Override
    public Optional<FoundOwner> owner(GitHubApi api) {
        return Optional.of(owner);
    }

    @Override
    public boolean includes(FoundRepository repository, Asking asking) {
        return repository.name().belongsTo(owner.login());
    }

    private List<JsonValue> listed(GitHubApi api, Asking asking) {
        Map<Long, JsonValue> all = new LinkedHashMap<>();
        @Nullable Long total = null;
        Pages<JsonValue> pages = api.documents("installation/repositories?per_page=" + GitHubApi.PAGE);
        while (pages.hasNext()) {
            asking.betweenRequests().run();
            JsonValue page = pages.next().content().orElseThrow();
            total = page.at("total_count").number();
            page.at("repositories")
                    .elements()
                    .forEach(each -> all.put(each.at("id").number(), each));
        }
        if (total == null || total != all.size()) {
            throw new UnavailableException("The list of repositories of the installation for " + owner.login()
                    + " changed while it was read: its pages held " + all.size() + " where GitHub counted " + total
                    + "; run again");
        }
        return new ArrayList<>(all.values());
    }
}
