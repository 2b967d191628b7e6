package io.repobackup.github.standin;

import io.repobackup.github.standin.access.Admission;
import io.repobackup.github.standin.access.Gate;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.graphql.GraphQlApi;
import io.repobackup.github.standin.limit.Meter;
import io.repobackup.github.standin.limit.Toll;
import io.repobackup.github.standin.rest.Conditions;
import io.repobackup.github.standin.rest.HttpDates;
import io.repobackup.github.standin.rest.RestApi;
import io.repobackup.github.standin.store.SignedStore;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Exchange;
import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.World;
import java.util.Map;
import java.util.Optional;

/** Where a request is taken to: REST, GraphQL, git, LFS, or a download. <i>Thread-safe.</i> */
final class Desk {

    private static final String DOWNLOADS = "/user-attachments/";

    private final Urls urls;
    private final World world;
    private final Gate gate;
    private final Meter meter;
    private final RestApi rest;
    private final GraphQlApi graphQl;
    private final SignedStore store;
    private final GitDesk git;
    private final LfsDesk lfs;

    Desk(Urls urls, World world, Gate gate, Meter meter, SignedStore store, GitDesk git) {
        this.urls = urls;
        this.world = world;
        this.gate = gate;
        this.meter = meter;
        this.store = store;
        this.git = git;
        this.lfs = new LfsDesk(world, store);
        this.rest = new RestApi(world, gate, store, urls);
        this.graphQl = new GraphQlApi(world, meter, urls);
    }

    RestApi rest() {
        return rest;
    }

    GraphQlApi graphQl() {
        return graphQl;
    }

    /** What a request takes; nothing for downloads and git, which count elsewhere. */
    Optional<Toll> toll(Ask ask, Admission admission) {
        if (isQuery(ask)) {
            return Optional.of(Toll.query());
        }
        if (GitDesk.isMeant(ask)
                || LfsDesk.isMeant(ask)
                || isDownload(ask)
                || !ask.path().startsWith(urls.rest().getPath())) {
            return Optional.empty();
        }
        boolean isApp = admission
                .identity()
                .filter(identity -> identity.kind() == Identity.Kind.APP)
                .isPresent();
        Toll toll = Toll.rest(ask.method());
        return Optional.of(isApp || ask.path().endsWith("/rate_limit") ? toll.free() : toll);
    }

    /** Why somebody is not let in. */
    Answer refusal(Ask ask, Admission admission) {
        if (LfsDesk.isMeant(ask)) {
            return LfsDesk.unknown();
        }
        return GitDesk.isMeant(ask)
                ? GitDesk.unknown(
                        "Invalid username or token. Password authentication is not supported for Git operations.")
                : Answer.error(admission.status(), admission.message());
    }

    private boolean isQuery(Ask ask) {
        return ask.path().equals(urls.graphQl().getPath());
    }

    /**
     * What is answered.
     *
     * @param points what it took by the hour
     */
    record Served(Answer answer, long points) {}

    private boolean isDownload(Ask ask) {
        return ask.path().startsWith(DOWNLOADS)
                || world.attachment(ask.path().substring(1)).isPresent();
    }

    Served serve(Ask ask, Identity identity, Journal journal) {
        if (isDownload(ask)) {
            return new Served(download(ask.path().substring(1), identity), 0);
        }
        if (GitDesk.isMeant(ask)) {
            return new Served(git.answer(ask, identity), 0);
        }
        if (LfsDesk.isMeant(ask)) {
            return new Served(lfs.answer(ask, identity), 0);
        }
        if (isQuery(ask)) {
            return query(ask, identity);
        }
        return new Served(rest(ask, identity, journal), 0);
    }

    private Served query(Ask ask, Identity identity) {
        if (identity.kind() == Identity.Kind.NOBODY || identity.kind() == Identity.Kind.APP) {
            return new Served(
                    Answer.json(401, Map.of("message", "This endpoint requires you to be authenticated.")), 0);
        }
        GraphQlApi.Served served = graphQl.answer(ask.text(), identity);
        return new Served(scopes(served.answer(), ask, identity), served.points());
    }

    private Answer rest(Ask ask, Identity identity, Journal journal) {
        String root = urls.rest().getPath();
        if (!ask.path().startsWith(root)) {
            return Answer.error(404, "Not Found");
        }
        String path = "/" + ask.path().substring(root.length());
        RestApi.Served served = path.equals("/rate_limit") ? limits(identity) : rest.answer(ask, path, identity);
        Answer answer = scopes(Conditions.apply(ask, served.answer()), ask, identity);
        journal.show(new Exchange(ask, answer, served.template(), served.path()));
        return answer;
    }

    private RestApi.Served limits(Identity identity) {
        Optional<Map<String, Object>> all = meter.overview(identity.budget());
        Answer answer = all.map(resources -> Answer.json(
                        200,
                        Fields.of("resources", resources)
                                .put("rate", resources.get("core"))
                                .map()))
                .orElseGet(() -> Answer.error(404, "Rate limiting is not enabled."));
        return new RestApi.Served(answer, "/rate_limit", "/rate_limit");
    }

    /** What a token was given, and until when, as far as its kind says it. */
    private Answer scopes(Answer answer, Ask ask, Identity identity) {
        Answer more = identity.scopes()
                .map(scopes -> answer.with("X-OAuth-Scopes", scopes).with("X-Accepted-OAuth-Scopes", "repo"))
                .orElse(answer);
        return gate.end(ask.header("Authorization"))
                .map(end -> more.with(
                        "GitHub-Authentication-Token-Expiration",
                        end.toString().replace("T", " ").replace("Z", " UTC")))
                .orElse(more)
                .with(
                        "X-GitHub-Api-Version-Selected",
                        ask.header("X-GitHub-Api-Version").orElse("2022-11-28"));
    }

    private Answer download(String path, Identity identity) {
        return world.attachment(path)
                .filter(found -> identity.sees(found.repository()))
                .map(found -> Answer.of(302)
                        .with(
                                "Location",
                                store.sign(found.fileName(), found.bytes()).toString()))
                .orElseGet(() -> Answer.of(404).with("Content-Type", "text/html; charset=utf-8"));
    }

    /** With the time at the host. */
    Answer dated(Answer answer) {
        return answer.with("Date", HttpDates.text(world.now()));
    }
}
