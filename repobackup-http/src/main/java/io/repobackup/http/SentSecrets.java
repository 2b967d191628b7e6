package io.repobackup.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The secrets in a request. Hosts like to repeat what they were sent when they refuse it. */
final class SentSecrets {

    /** What is shorter may be part of any word, and is hardly a secret. */
    private static final int SHORTEST = 6;

    private final List<String> secrets = new ArrayList<>();

    private SentSecrets() {}

    static SentSecrets in(Request request) {
        SentSecrets found = new SentSecrets();
        found.addAll(request);
        Request asked = request.tag(Request.class);
        if (asked != null) {
            found.addAll(asked);
        }
        return found;
    }

    /** The request, which remembers what was shown to the host that it began with: a redirect may pass that on. */
    static Request remembering(Request asked, Request request) {
        return request.newBuilder().tag(Request.class, asked).build();
    }

    /** The address of a request, fit to be shown. */
    static String url(Request request) {
        return in(request).hiddenIn(Redaction.url(request.url()));
    }

    private void addAll(Request request) {
        addAuthorization(request);
        addHeaders(request);
        addQuery(request.url());
    }

    /** The text without them. */
    String hiddenIn(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, Redaction.HIDDEN);
        }
        return shown;
    }

    /** The exception, or another in its place when its message repeats one of them. */
    IOException hiddenIn(IOException e) {
        String message = String.valueOf(e.getMessage());
        String shown = hiddenIn(message);
        if (shown.equals(message)) {
            return e;
        }
        IOException harmless = new IOException(shown);
        harmless.setStackTrace(e.getStackTrace());
        return harmless;
    }

    private void addAuthorization(Request request) {
        String value = request.header("Authorization");
        if (value == null) {
            return;
        }
        String sent = value.substring(value.indexOf(' ') + 1);
        addAny(sent);
        if (value.startsWith("Basic ")) {
            addPassword(sent);
        }
    }

    private void addPassword(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            addAny(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return; // The caller set the header itself, to something that holds no password.
        }
    }

    private void addHeaders(Request request) {
        request.headers().names().stream()
                .filter(Redaction::looksSecret)
                .flatMap(name -> request.headers(name).stream())
                .forEach(this::add);
    }

    private void addQuery(HttpUrl url) {
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            if (value != null && Redaction.looksSecret(url.queryParameterName(i))) {
                add(value);
                add(encoded(url, value));
            }
        }
    }

    private static String encoded(HttpUrl url, String value) {
        HttpUrl alone =
                url.newBuilder().query(null).addQueryParameter("", value).build();
        return String.valueOf(alone.encodedQuery()).substring(1);
    }

    private void add(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    private void addAny(String secret) {
        if (!secret.isEmpty()) {
            secrets.add(secret);
            secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
    }
}
