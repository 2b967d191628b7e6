package io.repobackup.samples.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The address of a vault.
 *
 * @param text as it was given: a URL, or the path of a directory
 * @param uri as a URL
 */
record VaultAddress(String text, URI uri) {

    /** Two letters or more, so that a drive of Windows is none. */
    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    static VaultAddress parse(String text) {
        try {
            URI uri = WITH_SCHEME.matcher(text).matches()
                    ? new URI(text)
                    : Path.of(text).toAbsolutePath().normalize().toUri();
            return new VaultAddress(text, uri);
        } catch (URISyntaxException | InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is neither a URL nor a path (" + e.getMessage()
                    + "); give one such as ./vault or s3://bucket/prefix");
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** For the command line. */
    static final class Converter implements ITypeConverter<VaultAddress> {
        @Override
        public VaultAddress convert(String text) {
            return parse(text);
        }
    }
}
