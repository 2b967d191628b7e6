package io.repobackup.samples.cli;

import io.repobackup.api.git.LfsRules;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rule for LFS as one writes it on a command line. */
final class LfsConverter implements ITypeConverter<LfsRules> {

    @Override
    public LfsRules convert(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(LfsRules.values())
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no rule for LFS; write off, same-host or any-host"));
    }
}
