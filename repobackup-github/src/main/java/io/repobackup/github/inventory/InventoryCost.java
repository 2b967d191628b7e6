package io.repobackup.github.inventory;

import io.repobackup.github.host.GitHubApi;

/** What it takes to list repositories with their marks. */
public final class InventoryCost {

    /** How many points a query for a full page takes. */
    public static final int POINTS = SweepQuery.ofEverything().points(GitHubApi.PAGE);

    private InventoryCost() {}

    /** How many queries so many repositories take, 1 or more. */
    public static long queries(long repositories) {
        return Math.max(1, (repositories + GitHubApi.PAGE - 1) / GitHubApi.PAGE);
    }
}
