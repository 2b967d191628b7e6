package io.repobackup.github.crawl;

import io.repobackup.http.json.RawJson;
import java.nio.charset.StandardCharsets;

/** Documents about repositories may hold a token for cloning. It expires, and is a secret all the same: it is not kept. */
final class HandedTokens {

    private static final String NAME = "temp_clone_token";

    private HandedTokens() {}

    /** The document with null in place of such tokens. */
    static byte[] blank(byte[] json) {
        String text = new String(json, StandardCharsets.ISO_8859_1);
        return text.contains(NAME) ? RawJson.of(json).blanking(NAME).bytes() : json;
    }
}
