package io.repobackup.github.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.store.SignedStore;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Json;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where large files can be downloaded, in <a
 * href="https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md">batches</a>. <i>Thread-safe.</i>
 */
final class LfsDesk {

    private static final Pattern BATCH = Pattern.compile("/([^/]+)/([^/]+?)\\.git/info/lfs/objects/batch");
    private static final String MEDIA_TYPE = "application/vnd.git-lfs+json";
    private static final int MOST = 100;

    private final World world;
    private final SignedStore store;

    LfsDesk(World world, SignedStore store) {
        this.world = world;
        this.store = store;
    }

    static boolean isMeant(Ask ask) {
        return BATCH.matcher(ask.path()).matches();
    }

    Answer answer(Ask ask, Identity identity) {
        if (identity.kind() == Identity.Kind.NOBODY || identity.kind() == Identity.Kind.APP) {
            return unknown();
        }
        Matcher parts = BATCH.matcher(ask.path());
        Optional<Repository> found = parts.matches()
                ? world.find(parts.group(1) + "/" + parts.group(2))
                        .filter(one -> identity.sees(one) && identity.may("contents"))
                : Optional.empty();
        if (found.isEmpty()) {
            return error(404, "Not Found");
        }
        JsonNode objects = Json.parse(ask.text()).path("objects");
        if (!objects.isArray() || !ask.method().equals("POST")) {
            return error(422, "Validation Failed");
        }
        return objects.size() > MOST ? error(413, "Too many objects") : batch(found.get(), objects);
    }

    private Answer batch(Repository repository, JsonNode objects) {
        List<Object> told = new ArrayList<>();
        objects.forEach(one -> told.add(
                object(repository, one.path("oid").asText(), one.path("size").asLong())));
        return json(200, Map.of("transfer", "basic", "hash_algo", "sha256", "objects", told));
    }

    private Map<String, Object> object(Repository repository, String oid, long size) {
        Fields fields = Fields.of("oid", oid).put("size", size);
        Optional<byte[]> bytes = repository.contents().large(oid);
        if (bytes.isEmpty()) {
            return fields.put("error", Map.of("code", 404, "message", "Object does not exist on the server"))
                    .map();
        }
        Map<String, Object> download = Map.of(
                "href", store.sign(oid, bytes.get()).toString(),
                "header", Map.of(),
                "expires_in", 3600);
        return fields.put("authenticated", true)
                .put("actions", Map.of("download", download))
                .map();
    }

    /** Credentials that are none. */
    static Answer unknown() {
        return error(401, "Credentials needed").with("LFS-Authenticate", "Basic realm=\"GitHub\"");
    }

    private static Answer error(int status, String message) {
        return json(
                status,
                Map.of(
                        "message",
                        message,
                        "documentation_url",
                        "https://docs.github.com/repositories/working-with-files/managing-large-files"));
    }

    private static Answer json(int status, Object body) {
        return Answer.json(status, body).with("Content-Type", MEDIA_TYPE + "; charset=utf-8");
    }
}
