package io.repobackup.samples.gitea;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.sink.Sha256;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A short list that the host gives whole every time: it is written again when anything in it changed. */
final class WholeList {

    private WholeList() {}

    /** Makes the list all that is known of a kind, unless it has the digest that it had before. Returns its digest. */
    static String replace(PartContext context, String kind, List<Entry> list, @Nullable String before) {
        MessageDigest sum = Sha256.digest();
        list.forEach(entry -> sum.update(entry.json()));
        String digest = Sha256.from(sum).hex();
        if (!digest.equals(before)) {
            try (SegmentWriter segment = context.replacement(kind)) {
                list.forEach(entry -> segment.put(id(entry), entry.json()));
                segment.commit();
            }
        }
        return digest;
    }

    private static String id(Entry entry) {
        return Long.toString(entry.value().at("id").number());
    }
}
