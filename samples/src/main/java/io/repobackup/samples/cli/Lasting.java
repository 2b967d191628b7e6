package io.repobackup.samples.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as people write it: {@code 90d} or {@code 12h}. */
final class Lasting implements ITypeConverter<Duration> {

    private static final Pattern SYNTAX = Pattern.compile("([1-9]\\d{0,5})([dh])");

    @Override
    public Duration convert(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no duration; write 90d for days or 12h for hours");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }
}
