package io.repobackup.age;

import io.repobackup.api.sink.BlobKey;
import java.util.regex.Pattern;

/** The keys of a vault that are never encrypted (docs/FORMAT.md, section 2). */
final class PlainKeys {

    private static final Pattern KEYS = Pattern.compile("vault\\.json|restore\\.md|vault/[0-9]{10}\\.json");

    private PlainKeys() {}

    static boolean includes(BlobKey key) {
        return KEYS.matcher(key.text()).matches();
    }
}
