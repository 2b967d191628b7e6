package io.repobackup.samples.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment as people write it: with a zone, or without one for the zone of this machine. */
final class Moment implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            if (text.matches("[^T]+")) {
                return startOf(LocalDate.parse(text).plusDays(1).atStartOfDay()).minusNanos(1);
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : startOf(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no moment; write 2026-11-17T12:00:00Z,"
                    + " 2026-11-17T12:00 in local time, or 2026-11-17 for the end of that day");
        }
    }

    private static Instant startOf(LocalDateTime local) {
        return local.atZone(ZoneId.systemDefault()).toInstant();
    }
}
