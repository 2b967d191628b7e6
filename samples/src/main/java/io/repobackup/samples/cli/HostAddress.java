package io.repobackup.samples.cli;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.github.GitHubSource;
import io.repobackup.github.GitHubSourceBuilder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What of a host is backed up, as people write it: {@code github:acme} for an organisation, {@code github:users/alice} for a
 * user, {@code github:acme/tools,acme/web} for some repositories, {@code github:installations} for everything that an App is
 * installed on.
 *
 * @param selection what stands after the name of the host
 */
record HostAddress(String selection) {

    private static final String GITHUB = "github:";
    private static final String USERS = "users/";
    private static final String INSTALLATIONS = "installations";

    static HostAddress parse(String text) {
        if (!text.startsWith(GITHUB) || text.length() == GITHUB.length()) {
            throw new MisconfiguredException("'" + text + "' names no source; write github:acme for an organisation,"
                    + " github:users/alice, github:acme/tools or github:installations");
        }
        return new HostAddress(text.substring(GITHUB.length()));
    }

    /** The source, with nothing set yet. */
    GitHubSourceBuilder builder() {
        if (selection.equals(INSTALLATIONS)) {
            return GitHubSource.installation();
        }
        if (selection.startsWith(USERS)) {
            return GitHubSource.user(selection.substring(USERS.length()));
        }
        return selection.contains("/")
                ? GitHubSource.repositories(selection.split(","))
                : GitHubSource.organization(selection);
    }

    /** Reads one on the command line. */
    static final class Converter implements ITypeConverter<HostAddress> {

        @Override
        public HostAddress convert(String text) {
            try {
                return parse(text);
            } catch (MisconfiguredException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
