package io.repobackup.core.git.lfs;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.Subject;
import io.repobackup.http.HttpResponse;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects that are opened next. Their addresses are asked for together, and once more for those that are left when
 * one has expired. <i>Confined to one thread.</i>
 */
final class Expected implements ContentReader {

    private final LfsServer server;
    private final List<ContentRef> objects;
    private final Map<String, Offer> offers = new HashMap<>();

    Expected(LfsServer server, List<ContentRef> objects) {
        this.server = server;
        this.objects = List.copyOf(objects);
        offers.putAll(server.ask(this.objects));
    }

    @Override
    public InputStream open(Subject subject, ContentRef content) {
        return new ObjectStream(content, from -> answer(content, from));
    }

    /** What an offer leads to may end sooner than the offer says. */
    private HttpResponse answer(ContentRef content, long from) {
        try {
            return server.get(download(content), from);
        } catch (AccessDeniedException | NotFoundException e) {
            offers.remove(content.id());
        }
        Offer.Download renewed = download(content);
        try {
            return server.get(renewed, from);
        } catch (NotFoundException e) {
            throw Offer.Refusal.missing(String.valueOf(e.getMessage())).failure();
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException("refused by the server: " + e.getMessage(), e);
        }
    }

    private Offer.Download download(ContentRef content) {
        Offer offer = offers.get(content.id());
        if (offer == null || server.isExpired(offer)) {
            offers.putAll(server.ask(from(content)));
            offer = offers.getOrDefault(content.id(), Offer.Refusal.unanswered());
        }
        if (offer instanceof Offer.Download download) {
            return download;
        }
        throw ((Offer.Refusal) offer).failure();
    }

    private List<ContentRef> from(ContentRef content) {
        int at = objects.indexOf(content);
        return at < 0 ? List.of(content) : objects.subList(at, objects.size());
    }
}
