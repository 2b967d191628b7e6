package io.repobackup.core.capture;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that is known of a part while it is captured. <i>Confined to the thread of the capture.</i> */
final class Holdings {

    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, Set<String>> ids = new LinkedHashMap<>();
    private final Map<String, ContentEntry> contents = new LinkedHashMap<>();
    private final Map<String, BlobRef> byDigest = new HashMap<>();
    private final List<Segment> segmentsBefore;
    private final Set<ContentEntry> storedBefore;
    private long bytes;
    private long items;

    Holdings(Optional<MetadataContent> previous) {
        previous.ifPresent(content -> {
            segments.addAll(content.segments());
            content.ids().forEach((kind, known) -> ids.put(kind, new TreeSet<>(known)));
            new TreeMap<>(content.contents()).values().forEach(this::update);
        });
        segmentsBefore = List.copyOf(segments);
        storedBefore = stored();
    }

    Set<String> ids(String kind) {
        return Collections.unmodifiableSet(ids.getOrDefault(kind, Set.of()));
    }

    /** Takes over a segment that is in the vault. */
    void add(Segment segment, Set<String> put, Set<String> removed) {
        if (segment.mode() == Segment.Mode.REPLACE) {
            segments.removeIf(earlier -> earlier.kind().equals(segment.kind()));
            ids.remove(segment.kind());
        }
        segments.add(segment);
        Set<String> known = ids.computeIfAbsent(segment.kind(), kind -> new TreeSet<>());
        known.removeAll(removed);
        known.addAll(put);
        bytes += segment.blob().storedSize();
        items += segment.items();
    }

    /** Takes note of a content; its bytes are wanted unless they are here and the host says nothing new about them. */
    void link(ContentRef content) {
        ContentEntry known = contents.get(content.id());
        if (known == null || !known.ref().equals(content)) {
            update(renewed(Optional.ofNullable(known), content));
        }
    }

    List<ContentEntry> wanted() {
        return contents.values().stream()
                .filter(entry -> entry.stored().isEmpty())
                .toList();
    }

    /** These bytes, when they are here already. */
    Optional<BlobRef> withDigest(String sha256) {
        return Optional.ofNullable(byDigest.get(sha256));
    }

    void update(ContentEntry entry) {
        contents.put(entry.ref().id(), entry);
        entry.stored().ifPresent(blob -> byDigest.putIfAbsent(blob.plainSha256().hex(), blob));
    }

    /** How many contents are known, with and without their bytes. */
    long contents() {
        return contents.size();
    }

    void count(long storedBytes) {
        bytes += storedBytes;
        items++;
    }

    MetadataContent with(State state) {
        return new MetadataContent(state, segments, ids, contents);
    }

    /** Whether a record would tell anything else than the one before; why a content is missing is no news. */
    boolean isNews() {
        return !segments.equals(segmentsBefore) || !stored().equals(storedBefore);
    }

    private Set<ContentEntry> stored() {
        return contents.values().stream()
                .filter(entry -> entry.stored().isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    long bytes() {
        return bytes;
    }

    long items() {
        return items;
    }

    private static ContentEntry renewed(Optional<ContentEntry> known, ContentRef content) {
        boolean sameBytes = known.flatMap(ContentEntry::stored)
                .filter(blob -> content.sha256().isPresent()
                        && blob.plainSha256().hex().equals(content.sha256().get()))
                .isPresent();
        ContentEntry wanted = ContentEntry.wanted(content);
        return sameBytes ? wanted.withStored(known.get().stored().get()) : wanted;
    }
}
