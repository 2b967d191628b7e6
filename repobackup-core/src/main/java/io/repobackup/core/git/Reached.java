package io.repobackup.core.git;

import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.PackEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a capture has come.
 *
 * @param content refs whose objects are all in the packs
 * @param missing what could not be had
 * @param received the packs of this capture
 */
record Reached(GitContent content, List<String> missing, List<PackEntry> received) {

    static Reached start(GitContent stored) {
        return new Reached(stored, List.of(), List.of());
    }

    /** This capture, gone on to there. */
    Reached then(Reached next) {
        return new Reached(
                next.content(),
                Stream.concat(missing.stream(), next.missing().stream()).toList(),
                Stream.concat(received.stream(), next.received().stream()).toList());
    }

    Reached lacking(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(missing);
        return new Reached(content, List.copyOf(all), received);
    }

    long objects() {
        return received.stream().mapToLong(PackEntry::objects).sum();
    }

    long bytes() {
        return received.stream()
                .mapToLong(pack -> pack.bundle().plainSize() - pack.headerLength())
                .sum();
    }
}
