package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.store.SignedStore;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Asset;
import io.repobackup.github.standin.world.Release;
import io.repobackup.github.standin.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Releases and their files. */
final class ReleaseOperations {

    private static final String ROOT = "/repos/{owner}/{repo}/releases";

    private final Paging paging;
    private final ReleaseJson releases;
    private final SignedStore store;

    ReleaseOperations(World world, SignedStore store, Urls urls) {
        this.paging = new Paging(urls);
        this.releases = new ReleaseJson(world, urls);
        this.store = store;
    }

    List<Operation> all() {
        return List.of(
                new Operation(
                        "GET",
                        ROOT,
                        "contents",
                        call -> paging.list(
                                call, Order.down(call.repository().contents().releases()), releases::release)),
                new Operation(
                        "GET",
                        ROOT + "/{release_id}",
                        "contents",
                        call -> one(call, release -> Answer.json(200, releases.release(release)))),
                new Operation(
                        "GET",
                        ROOT + "/{release_id}/assets",
                        "contents",
                        call -> one(call, release -> paging.list(call, Order.up(release.assets()), releases::asset))),
                new Operation("GET", ROOT + "/assets/{asset_id}", "contents", this::asset));
    }

    private static Answer one(Call call, Function<Release, Answer> answer) {
        return call.repository().contents().releases().stream()
                .filter(release -> release.id() == call.number("release_id"))
                .findFirst()
                .map(answer)
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    /** What is known of a file, or where to download it, as the request accepts. */
    private Answer asset(Call call) {
        Optional<Asset> found = call.repository().contents().releases().stream()
                .flatMap(release -> release.assets().stream())
                .filter(asset -> asset.id() == call.number("asset_id"))
                .findFirst();
        if (found.isEmpty()) {
            return Answer.error(404, "Not Found");
        }
        Asset asset = found.get();
        boolean wantsBytes = call.ask()
                .header("Accept")
                .filter("application/octet-stream"::equals)
                .isPresent();
        return wantsBytes
                ? Answer.of(302)
                        .with(
                                "Location",
                                store.sign(asset.fileName(), asset.bytes()).toString())
                        .with("Content-Type", "text/html; charset=utf-8")
                : Answer.json(200, releases.asset(asset));
    }
}
