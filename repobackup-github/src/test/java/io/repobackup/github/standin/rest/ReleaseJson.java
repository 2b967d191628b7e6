package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Asset;
import io.repobackup.github.standin.world.Digests;
import io.repobackup.github.standin.world.Release;
import io.repobackup.github.standin.world.World;
import java.util.List;
import java.util.Map;

/** Releases and their files, as the host describes them. */
final class ReleaseJson {

    private final World world;
    private final Urls urls;
    private final AccountJson accounts;
    private final RepositoryJson repositories;

    ReleaseJson(World world, Urls urls) {
        this.world = world;
        this.urls = urls;
        accounts = new AccountJson(urls);
        repositories = new RepositoryJson(urls);
    }

    Map<String, Object> release(Release release) {
        String repository = repositories.url(release.repository());
        String url = repository + "/releases/" + release.id();
        String tag = release.text("tag_name", "");
        return Fields.of("url", url)
                .put("assets_url", url + "/assets")
                .put("upload_url", url + "/assets{?name,label}")
                .put("html_url", urls.web(release.repository().fullName() + "/releases/tag/" + tag))
                .put("id", release.id())
                .put("node_id", release.nodeId())
                .put("author", accounts.simple(world.user("octocat")))
                .put("target_commitish", "main")
                .put("prerelease", false)
                .put("immutable", false)
                .put("created_at", release.created())
                .put("updated_at", release.updated())
                .put("published_at", release.created())
                .put("assets", release.assets().stream().map(this::asset).toList())
                .put("tarball_url", repository + "/tarball/" + tag)
                .put("zipball_url", repository + "/zipball/" + tag)
                .put("x_not_in_the_schema", List.of(1, "kept"))
                .putAll(release.facts())
                .map();
    }

    Map<String, Object> asset(Asset asset) {
        Release release = asset.release();
        String page = release.repository().fullName() + "/releases/download/" + release.text("tag_name", "");
        return Fields.of("url", repositories.url(release.repository()) + "/releases/assets/" + asset.id())
                .put("id", asset.id())
                .put("node_id", asset.nodeId())
                .put("name", asset.fileName())
                .put("label", "")
                .put("uploader", accounts.simple(world.user("octocat")))
                .put("content_type", "application/octet-stream")
                .put("state", "uploaded")
                .put("size", asset.bytes().length)
                .put("digest", "sha256:" + Digests.sha256(asset.bytes()))
                .put("download_count", 0)
                .put("created_at", asset.created())
                .put("updated_at", asset.updated())
                .put("browser_download_url", urls.web(page + "/" + asset.fileName()))
                .putAll(asset.facts())
                .map();
    }
}
