package io.repobackup.github;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.github.app.AppLogin;
import io.repobackup.github.app.Installation;
import io.repobackup.github.inventory.AccountKind;
import io.repobackup.github.inventory.AccountListing;
import io.repobackup.github.inventory.FoundOwner;
import io.repobackup.github.inventory.InstallationListing;
import io.repobackup.github.inventory.Listing;
import io.repobackup.github.inventory.NamedListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who reads which list. With an App the host is asked where it is installed. <i>Thread-safe.</i> */
@FunctionalInterface
interface Desks {

    /**
     * The desks of a source, each with repositories of its own.
     *
     * @throws io.repobackup.api.failure.RepobackupException when that has to be asked for and is not answered
     */
    List<Desk> open();

    /** Opens a desk for an identity. */
    @FunctionalInterface
    interface Opening {
        Desk desk(CredentialsProvider credentials, Listing listing);
    }

    /** One list, read with one token. */
    static Desks withToken(CredentialsProvider credentials, Listing listing, Opening opening) {
        List<Desk> one = List.of(opening.desk(credentials, listing));
        return () -> one;
    }

    /** The list of an account, read by the installation there. */
    static Desks ofAccount(AppLogin app, AccountListing account, Opening opening) {
        String path = account.kind().path() + "/" + account.login();
        return () -> List.of(opening.desk(
                app.tokens(app.installationFor(path).unlessSuspended().id()), account));
    }

    /** The lists of all installations, or of some. */
    static Desks ofInstallations(AppLogin app, Set<Long> some, Opening opening) {
        return () -> {
            List<Installation> chosen = app.installations().stream()
                    .filter(each -> some.isEmpty() || some.contains(each.id()))
                    .toList();
            MissingInstallations.refuse(some, chosen);
            return chosen.stream()
                    .map(Installation::unlessSuspended)
                    .map(each -> opening.desk(app.tokens(each.id()), listing(each)))
                    .toList();
        };
    }

    /** Named repositories, those of each owner read by the installation there. */
    static Desks ofNames(AppLogin app, List<String> names, Opening opening) {
        Map<String, List<String>> byOwner = names.stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('/')).toLowerCase(Locale.ROOT),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Function<List<String>, Desk> desk = some -> opening.desk(
                app.tokens(app.installationFor("repos/" + some.get(0))
                        .unlessSuspended()
                        .id()),
                new NamedListing(some));
        return () -> byOwner.values().stream().map(desk).toList();
    }

    private static Listing listing(Installation installation) {
        AccountKind kind = installation.isOrganization() ? AccountKind.ORGANIZATION : AccountKind.USER;
        return new InstallationListing(
                new FoundOwner(kind, installation.accountId(), installation.account(), installation.url()));
    }
}
