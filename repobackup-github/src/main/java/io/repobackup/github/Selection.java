package io.repobackup.github;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.github.inventory.AccountKind;
import io.repobackup.github.inventory.AccountListing;
import io.repobackup.github.inventory.NamedListing;
import io.repobackup.github.inventory.Visibility;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which repositories a source is about.
 *
 * <p><i>Immutable.</i>
 */
sealed interface Selection {

    /** What an account is called; it becomes a part of addresses. */
    Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    /** Longer ones are not written out. */
    int LONGEST_NAME = 120;

    /** What a repository is called, with its owner. */
    Pattern FULL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}/[A-Za-z0-9._-]{1,100}");

    /** Names the selection in the id of the source. */
    String id();

    /** All of an organisation or user. */
    record Account(AccountKind kind, String login) implements Selection {
        AccountListing listing(Set<Visibility> visibilities) {
            return new AccountListing(kind, login, visibilities);
        }

        public Account {
            if (!LOGIN.matcher(login).matches()) {
                throw new MisconfiguredException("An account of GitHub is called like 'acme', with letters, digits and"
                        + " hyphens, not '" + login + "'");
            }
        }

        @Override
        public String id() {
            return kind.path() + "/" + login.toLowerCase(Locale.ROOT);
        }
    }

    /** All of an App's installations. */
    record Installations() implements Selection {
        @Override
        public String id() {
            return "installations";
        }
    }

    /** Some by name. */
    record Named(NamedListing listing) implements Selection {
        public Named {
            if (listing.names().isEmpty()) {
                throw new MisconfiguredException("Name one repository or more, such as 'acme/tools'");
            }
            listing.names().stream()
                    .filter(name -> !FULL_NAME.matcher(name).matches())
                    .findFirst()
                    .ifPresent(name -> {
                        throw new MisconfiguredException(
                                "A repository is named with its owner, such as 'acme/tools', not '" + name + "'");
                    });
        }

        @Override
        public String id() {
            List<String> names = listing.names().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .distinct()
                    .sorted()
                    .toList();
            return names.size() == 1 && names.get(0).length() <= LONGEST_NAME
                    ? "repositories/" + names.get(0)
                    : "repositories/" + names.size() + "-" + Fingerprint.of(String.join(",", names));
        }
    }
}
