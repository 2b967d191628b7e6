package io.repobackup.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An account with versions, locks of versions and an archive, which Azurite has not, played by what Azure's documentation of
 * the requests says: Put Blob, Put Block, Put Block List, Get Blob, Get Blob Properties, Delete Blob, Set Blob Tier, Set Blob
 * Immutability Policy, Get Container Properties, List Blobs. It checks no signatures. One container, pages of 100.
 */
final class PlayedStore extends Dispatcher implements AutoCloseable {

    private static final int PAGE = 100;
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Pattern BLOCK = Pattern.compile("<(?:Latest|Uncommitted|Committed)>([^<]+)<");

    private final Clock clock;
    private final MockWebServer server = new MockWebServer();
    private final NavigableMap<String, List<PlayedVersion>> blobs = new TreeMap<>();
    private final Map<String, Map<String, byte[]>> blocks = new HashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private int writes;
    private boolean ignoringConditions;
    private boolean backwards;
    private String accepted = "";

    PlayedStore(Clock clock) throws Exception {
        this.clock = clock;
        server.setDispatcher(this);
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/account");
    }

    /** What was asked of it, in order. */
    List<RecordedRequest> requests() {
        return requests;
    }

    /** As no store of ours may be. */
    void ignoreConditions() {
        ignoringConditions = true;
    }

    /** As an account with a hierarchical namespace may. */
    void listBackwards() {
        backwards = true;
    }

    /** Answers 401 to any other authorization. */
    void acceptOnly(String authorization) {
        accepted = authorization;
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        if (!accepted.isEmpty() && !accepted.equals(request.getHeaders().get("Authorization"))) {
            return error(401, "InvalidAuthenticationInfo");
        }
        HttpUrl url = request.getUrl();
        List<String> path = url.pathSegments();
        String name = String.join("/", path.subList(Math.min(2, path.size()), path.size()));
        if (name.isEmpty()) {
            return "list".equals(url.queryParameter("comp")) ? list(url) : container();
        }
        return switch (request.getMethod()) {
            case "PUT" -> put(name, request);
            case "DELETE" -> delete(name, request);
            default -> read(name, request);
        };
    }

    private MockResponse put(String name, RecordedRequest request) {
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        String what = String.valueOf(request.getUrl().queryParameter("comp"));
        return switch (what) {
            case "block" -> {
                blocks.computeIfAbsent(name, any -> new HashMap<>())
                        .put(String.valueOf(request.getUrl().queryParameter("blockid")), body);
                yield new MockResponse.Builder().code(201).build();
            }
            case "blocklist" -> write(name, assembled(name, new String(body, UTF_8)), request.getHeaders());
            case "tier" -> tier(name, request);
            case "immutabilityPolicies" -> lock(name, request);
            default -> write(name, body, request.getHeaders());
        };
    }

    private byte[] assembled(String name, String list) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Matcher block = BLOCK.matcher(list);
        while (block.find()) {
            all.writeBytes(blocks.get(name).get(block.group(1)));
        }
        return all.toByteArray();
    }

    private MockResponse write(String name, byte[] content, Headers headers) {
        PlayedVersion current = current(name);
        if (!ignoringConditions && current != null && "*".equals(headers.get("If-None-Match"))) {
            return error(409, "BlobAlreadyExists");
        }
        Map<String, String> metadata = new HashMap<>();
        headers.names().stream()
                .filter(header -> header.startsWith("x-ms-meta-"))
                .forEach(header -> metadata.put(header, String.valueOf(headers.get(header))));
        PlayedVersion version = new PlayedVersion(
                name, "2026-01-05T12:00:00.%07dZ".formatted(++writes), content, metadata, clock.instant());
        setLock(version, headers);
        version.tier = headers.get("x-ms-access-tier") == null ? "Hot" : headers.get("x-ms-access-tier");
        if (current != null) {
            current.current = false;
        }
        blobs.computeIfAbsent(name, any -> new ArrayList<>()).add(version);
        return new MockResponse.Builder()
                .code(201)
                .addHeader("ETag", version.etag())
                .addHeader("Last-Modified", RFC_1123.format(version.written))
                .addHeader("x-ms-version-id", version.id)
                .build();
    }

    private MockResponse delete(String name, RecordedRequest request) {
        PlayedVersion version = version(name, request.getUrl());
        if (version == null) {
            return error(404, "BlobNotFound");
        }
        if (request.getUrl().queryParameter("versionid") == null) {
            String etag = request.getHeaders().get("If-Match");
            if (etag != null && !etag.replace("\"", "").equals(version.id)) {
                return error(412, "ConditionNotMet");
            }
            version.current = false;
            return new MockResponse.Builder().code(202).build();
        }
        if (version.current) {
            return error(403, "OperationNotAllowedOnRootBlob");
        }
        if (version.isLocked(clock.instant())) {
            return error(409, "BlobImmutableDueToPolicy");
        }
        blobs.get(name).remove(version);
        return new MockResponse.Builder().code(202).build();
    }

    private MockResponse read(String name, RecordedRequest request) {
        PlayedVersion version = version(name, request.getUrl());
        if (version == null) {
            return error(404, "BlobNotFound");
        }
        boolean head = request.getMethod().equals("HEAD");
        if (!head && version.tier.equals("Archive")) {
            return error(409, "BlobArchived");
        }
        MockResponse.Builder response = described(version);
        Matcher range = RANGE.matcher(String.valueOf(request.getHeaders().get("x-ms-range")));
        if (head) {
            return response.code(200)
                    .setHeader("Content-Length", version.content.length)
                    .build();
        }
        if (!range.matches()) {
            return response.code(200).body(new Buffer().write(version.content)).build();
        }
        int from = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(range.group(1)));
        if (from >= version.content.length) {
            return error(416, "InvalidRange");
        }
        int to = range.group(2).isEmpty()
                ? version.content.length
                : (int) Math.min(version.content.length, Long.parseLong(range.group(2)) + 1);
        return response.code(206)
                .addHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + version.content.length)
                .body(new Buffer().write(version.content, from, to - from))
                .build();
    }

    private MockResponse.Builder described(PlayedVersion version) {
        MockResponse.Builder response = new MockResponse.Builder()
                .addHeader("ETag", version.etag())
                .addHeader("Last-Modified", RFC_1123.format(version.written))
                .addHeader("x-ms-blob-type", "BlockBlob")
                .addHeader("x-ms-access-tier", version.tier)
                .addHeader("x-ms-version-id", version.id);
        if (version.current) {
            response.addHeader("x-ms-is-current-version", "true");
        }
        if (!version.archiveStatus.isEmpty()) {
            response.addHeader("x-ms-archive-status", version.archiveStatus);
        }
        if (version.lockedUntil != null) {
            response.addHeader("x-ms-immutability-policy-until-date", RFC_1123.format(version.lockedUntil));
            response.addHeader("x-ms-immutability-policy-mode", version.lockMode);
        }
        version.metadata.forEach(response::addHeader);
        return response;
    }

    private MockResponse tier(String name, RecordedRequest request) {
        PlayedVersion version = version(name, request.getUrl());
        String tier = String.valueOf(request.getHeaders().get("x-ms-access-tier"));
        if (version == null) {
            return error(404, "BlobNotFound");
        }
        if (!version.archiveStatus.isEmpty()) {
            return error(409, "BlobBeingRehydrated");
        }
        if (version.tier.equals("Archive") && !tier.equals("Archive")) {
            version.archiveStatus = "rehydrate-pending-to-" + tier.toLowerCase(Locale.ROOT);
            return new MockResponse.Builder().code(202).build();
        }
        version.tier = tier;
        return new MockResponse.Builder().code(200).build();
    }

    /** What the hours do to a blob that is brought back. */
    synchronized void finishThaws() {
        blobs.values().stream()
                .flatMap(List::stream)
                .filter(version -> !version.archiveStatus.isEmpty())
                .forEach(version -> {
                    version.archiveStatus = "";
                    version.tier = "Hot";
                });
    }

    private MockResponse lock(String name, RecordedRequest request) {
        PlayedVersion version = version(name, request.getUrl());
        if (version == null) {
            return error(404, "BlobNotFound");
        }
        setLock(version, request.getHeaders());
        return new MockResponse.Builder()
                .code(200)
                .addHeader("x-ms-immutability-policy-until-date", RFC_1123.format(version.lockedUntil))
                .addHeader("x-ms-immutability-policy-mode", version.lockMode)
                .build();
    }

    private static void setLock(PlayedVersion version, Headers headers) {
        String until = headers.get("x-ms-immutability-policy-until-date");
        if (until != null) {
            version.lockedUntil = Instant.from(RFC_1123.parse(until));
            version.lockMode = String.valueOf(headers.get("x-ms-immutability-policy-mode"));
        }
    }

    private MockResponse container() {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("ETag", "\"container\"")
                .addHeader("Last-Modified", RFC_1123.format(clock.instant()))
                .addHeader("x-ms-has-immutability-policy", "false")
                .addHeader("x-ms-has-legal-hold", "false")
                .addHeader("x-ms-immutable-storage-with-versioning-enabled", "true")
                .build();
    }

    private MockResponse list(HttpUrl url) {
        String prefix = url.queryParameter("prefix") == null ? "" : url.queryParameter("prefix");
        String from = url.queryParameter("startFrom") == null ? prefix : url.queryParameter("startFrom");
        boolean all = String.valueOf(url.queryParameter("include")).contains("versions");
        String marker = String.valueOf(url.queryParameter("marker"));
        List<PlayedVersion> found = blobs.tailMap(from, true).values().stream()
                .flatMap(List::stream)
                .filter(version -> version.name.startsWith(prefix) && (all || version.current))
                .dropWhile(version -> marker.compareTo(marker(version)) > 0 && !marker.equals("null"))
                .toList();
        List<PlayedVersion> page = found.stream().limit(PAGE).toList();
        String next = PAGE < found.size() ? marker(found.get(PAGE)) : "";
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>");
        List<PlayedVersion> ordered = new ArrayList<>(page);
        if (backwards) {
            Collections.reverse(ordered);
        }
        ordered.forEach(version -> xml.append(listed(version, all)));
        xml.append("</Blobs><NextMarker>").append(next).append("</NextMarker></EnumerationResults>");
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/xml")
                .body(xml.toString())
                .build();
    }

    private static String marker(PlayedVersion version) {
        return version.name + "!" + version.id;
    }

    private static String listed(PlayedVersion version, boolean versions) {
        return "<Blob><Name>" + version.name + "</Name>"
                + (versions ? "<VersionId>" + version.id + "</VersionId>" : "")
                + (versions && version.current ? "<IsCurrentVersion>true</IsCurrentVersion>" : "")
                + "<Properties><Last-Modified>" + RFC_1123.format(version.written) + "</Last-Modified><Etag>"
                + version.etag() + "</Etag><Content-Length>" + version.content.length
                + "</Content-Length><BlobType>BlockBlob</BlobType>"
                + (version.lockedUntil == null
                        ? ""
                        : "<ImmutabilityPolicyUntilDate>" + RFC_1123.format(version.lockedUntil)
                                + "</ImmutabilityPolicyUntilDate><ImmutabilityPolicyMode>" + version.lockMode
                                + "</ImmutabilityPolicyMode>")
                + "</Properties></Blob>";
    }

    private @Nullable PlayedVersion version(String name, HttpUrl url) {
        String id = url.queryParameter("versionid");
        return id == null
                ? current(name)
                : blobs.getOrDefault(name, List.of()).stream()
                        .filter(version -> version.id.equals(id))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable PlayedVersion current(String name) {
        return blobs.getOrDefault(name, List.of()).stream()
                .filter(version -> version.current)
                .findFirst()
                .orElse(null);
    }

    private static MockResponse error(int status, String code) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("x-ms-error-code", code)
                .addHeader("x-ms-request-id", "played")
                .build();
    }
}
