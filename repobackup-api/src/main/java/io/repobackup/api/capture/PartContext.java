package io.repobackup.api.capture;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * What a snapshotter works with: the state it left last time, and where to put what it reads.
 *
 * <p><i>Confined to the thread that called {@link Snapshotter#capture}</i>, and to that call. The testkit has one in
 * memory.
 */
public interface PartContext {

    /** The state that the last capture or checkpoint of this part left; empty the first time. */
    Optional<State> previous();

    /**
     * Opens a segment that adds to what is known of a kind: new and changed items, and tombstones for vanished ones.
     * Several may be opened one after another; each is closed before the next of the same kind is opened.
     *
     * @param kind what the items are, in the grammar of a part's name: {@code comments}; it names the restored file
     */
    SegmentWriter segment(String kind);

    /**
     * Opens a segment that becomes all that is known of a kind: what earlier captures put and this segment does not is
     * gone, without a tombstone for each. For lists that the host gives whole every time, such as labels.
     */
    SegmentWriter replacement(String kind);

    /**
     * The ids of a kind that are known and not removed, committed segments of this capture included. For finding what
     * vanished at the host. Unmodifiable; kept by the engine, so it costs no request to the host.
     */
    Set<String> knownIds(String kind);

    /**
     * Stores what was committed so far together with this state, so that a killed run goes on from here. Each call
     * costs a few requests to storage: call it every few minutes or few thousand items. When it returns, they are
     * stored; when it throws, the capture ends.
     */
    void checkpoint(State state);

    /**
     * Asks for the bytes of a larger content: an LFS object, an asset, an attachment. The engine fetches each content
     * once, after the capture, through the {@link ContentReader} of the offer, stores it by its SHA-256, and tries
     * missing ones again in later runs. Idempotent for equal ids within a part.
     *
     * @throws io.repobackup.api.failure.MisconfiguredException when the offer has no content reader
     */
    void link(ContentRef content);

    /** The clock of the run. Watermarks come from the host's times, not from here. */
    Clock clock();

    /**
     * Tells listeners how far this capture is; as often as convenient, the engine thins them out.
     *
     * @param done how much is done, 0 or more
     * @param total how much there is in all, or a negative number when unknown
     * @param unit what is counted, in the plural: {@code issues}
     */
    void progress(long done, long total, String unit);

    /**
     * Returns when the work may go on.
     *
     * @throws io.repobackup.api.failure.CancelledException when it must stop; let it pass through
     */
    void checkCancelled();
}
