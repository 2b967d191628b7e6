package io.repobackup.s3;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The store's clock, as its answers tell it. */
final class StoreTime {

    private StoreTime() {}

    /** The time in a header of RFC 9110. */
    static Optional<Instant> parse(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The time in a header, or by our clock where there is none. */
    static Instant of(Optional<String> header, Clock ours) {
        return header.flatMap(StoreTime::parse).orElseGet(ours::instant);
    }
}
