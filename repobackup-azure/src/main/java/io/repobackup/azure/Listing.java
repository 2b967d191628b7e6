package io.repobackup.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The items of a listing, page by page, in the order of the bytes of their names.
 *
 * <p>A listing that begins after a key asks for the names from that key on, which stores of version 2026-02-06 and later
 * understand. Whether it was understood shows in the first item, which must be that key itself; otherwise the listing
 * begins at its first name, and what comes before the key is passed over. <i>Confined to one thread at a time.</i>
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/list-blobs">List Blobs</a>
 */
final class Listing implements Iterator<Listing.Item> {

    private final Container container;
    private final BlobListing listing;
    private final String prefix;
    private final BlobListDetails details;
    private final BooleanSupplier closed;
    private final Queue<Item> page = new ArrayDeque<>();
    private @Nullable String continuation;
    private @Nullable String start;
    private boolean begun;
    private boolean ended;
    private String last = "";

    private Listing(
            Container container, BlobListing listing, String prefix, BlobListDetails details, BooleanSupplier closed) {
        this.container = container;
        this.listing = listing;
        this.prefix = prefix;
        this.details = details;
        this.closed = closed;
    }

    static Listing of(Container container, BlobListing listing, BlobListDetails details, BooleanSupplier closed) {
        String folder = listing.folder().map(key -> key + "/").orElse("");
        return new Listing(container, listing, container.settings().prefix() + folder, details, closed);
    }

    /** Every key whose name begins like this one, which is the first. */
    static Listing ofNamesFrom(Container container, BlobKey key, BlobListDetails details, BooleanSupplier closed) {
        return new Listing(container, BlobListing.all(), container.name(key), details, closed);
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !ended) {
            if (closed.getAsBoolean()) {
                throw new IllegalStateException("the sink was closed");
            }
            take(begun ? fetch() : first());
        }
        return !page.isEmpty();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        return page.remove();
    }

    private PagedResponse<BlobItem> first() {
        begun = true;
        start = listing.after()
                .map(container::name)
                .filter(name -> name.startsWith(prefix))
                .orElse(null);
        PagedResponse<BlobItem> found = fetch();
        if (start == null || begins(found, start)) {
            return found;
        }
        start = null;
        return fetch();
    }

    private static boolean begins(PagedResponse<BlobItem> found, String name) {
        return found.getValue().stream()
                .findFirst()
                .filter(first -> first.getName().equals(name))
                .isPresent();
    }

    private PagedResponse<BlobItem> fetch() {
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(prefix).setDetails(details).setStartFrom(start);
        return container
                .failures()
                .during(
                        Step.of("Listing " + listing, Right.LIST),
                        () -> container
                                .client()
                                .listBlobs(options, continuation, null)
                                .iterableByPage()
                                .iterator()
                                .next());
    }

    private void take(PagedResponse<BlobItem> found) {
        for (BlobItem item : found.getValue()) {
            requireOrder(item.getName());
            container.key(item.getName()).filter(listing::includes).ifPresent(key -> page.add(new Item(key, item)));
        }
        continuation = found.getContinuationToken();
        ended = continuation == null || continuation.isEmpty();
    }

    private void requireOrder(String name) {
        if (name.compareTo(last) < 0) {
            throw new MisconfiguredException("Listing " + listing + " in "
                    + container.settings().place() + ": '" + name + "' came after '" + last
                    + "', so keys would be missed; use an account without a hierarchical namespace");
        }
        last = name;
    }

    /**
     * One item with a name of ours.
     *
     * @param key the name
     * @param item what the store tells
     */
    record Item(BlobKey key, BlobItem item) {}
}
