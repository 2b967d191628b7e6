package io.repobackup.core.git.lfs;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of one request, which may have to be fewer than one wanted. <i>Confined to one thread.</i>
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md#requests">Requests</a>
 */
final class Batch {

    private final List<ContentRef> wanted;
    private int size;

    Batch(List<ContentRef> wanted) {
        this.wanted = wanted;
        this.size = wanted.size();
    }

    /** The same with so many at most. */
    Batch first(int most) {
        size = Math.min(most, wanted.size());
        return this;
    }

    int size() {
        return size;
    }

    List<ContentRef> objects() {
        return wanted.subList(0, size);
    }

    byte[] json() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("operation", "download");
        request.put("transfers", List.of("basic"));
        request.put("objects", objects().stream().map(Batch::fields).toList());
        request.put("hash_algo", "sha256");
        return JsonText.of(request).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> fields(ContentRef object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("oid", object.id());
        fields.put("size", object.sizeInBytes().orElse(0));
        return fields;
    }
}
