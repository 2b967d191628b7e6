package io.repobackup.samples.cli;

import io.repobackup.api.sink.Sha256;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A root as a backup prints it. */
final class RootConverter implements ITypeConverter<Sha256> {

    @Override
    public Sha256 convert(String text) {
        try {
            return new Sha256(text.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no root; write the 64 digits that a backup printed after «root»");
        }
    }
}
