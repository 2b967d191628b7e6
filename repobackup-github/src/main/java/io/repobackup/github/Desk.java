package io.repobackup.github;

import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.inventory.Listing;
import io.repobackup.github.offer.GitHubOffers;

/**
 * One list, who reads it, and what that offers.
 *
 * <p><i>Immutable.</i>
 *
 * @param api who asks
 * @param listing what is listed
 * @param offers what is offered of it
 */
record Desk(GitHubApi api, Listing listing, GitHubOffers offers) {}
