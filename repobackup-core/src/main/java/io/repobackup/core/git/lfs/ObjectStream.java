package io.repobackup.core.git.lfs;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one object. Where a body breaks off, another is asked for from there on; a server that sends all of it once
 * more is listened to until the place is reached. <i>Confined to one thread.</i>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, range requests</a>
 */
final class ObjectStream extends InputStream {

    /** So often in a row a body may bring nothing. */
    private static final int FRUITLESS = 3;

    /** So many bodies may be needed for one object. */
    private static final int BODIES = 50;

    private static final int SKIPPED_AT_ONCE = 1 << 16;

    /** Asks for the object from a byte on. */
    interface Source {
        HttpResponse from(long position);
    }

    private final ContentRef object;
    private final long size;
    private final Source source;
    private long position;
    private long begun;
    private long surplus;
    private int fruitless;
    private int bodies;
    private @Nullable HttpResponse answer;

    ObjectStream(ContentRef object, Source source) {
        this.object = object;
        this.size = object.sizeInBytes().orElse(Long.MAX_VALUE);
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnavailableException when nobody answers, which was tried several times by then, or bodies break off too
     *     often
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            HttpResponse open = answer == null ? asked() : answer;
            try {
                skip(open.body());
                int read = open.body().read(buffer, offset, length);
                if (read >= 0) {
                    return counted(read);
                }
                if (position >= size || size == Long.MAX_VALUE) {
                    return -1;
                }
                breakOff(new UnavailableException("The body ended after " + position + " of " + size + " bytes"));
            } catch (UnavailableException e) {
                breakOff(e);
            }
        }
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.close();
        }
    }

    private int counted(int read) {
        position += read;
        if (position > size) {
            throw new CorruptedException("LFS object " + object.id(), size + " bytes", "more bytes");
        }
        return read;
    }

    private void breakOff(UnavailableException why) {
        close();
        answer = null;
        fruitless = position == begun ? fruitless + 1 : 0;
        if (fruitless == FRUITLESS || bodies == BODIES) {
            throw why;
        }
    }

    private HttpResponse asked() {
        HttpResponse response = source.from(position);
        answer = response;
        begun = position;
        bodies++;
        if (response.status() == 416) {
            throw new CorruptedException("LFS object " + object.id(), size + " bytes", position + " bytes");
        }
        if (response.status() == 206 && position > 0 && !isFromHere(response)) {
            throw new UnavailableException("The server sent another range of LFS object " + object.id()
                    + " than from byte " + position + " on");
        }
        surplus = response.status() == 206 ? 0 : position;
        return response;
    }

    private boolean isFromHere(HttpResponse response) {
        return response.header("Content-Range")
                .filter(range -> range.strip().startsWith("bytes " + position + "-"))
                .isPresent();
    }

    /** Passes over what came before. */
    private void skip(InputStream body) throws IOException {
        byte[] skipped = new byte[(int) Math.min(SKIPPED_AT_ONCE, surplus)];
        while (surplus > 0) {
            int read = body.read(skipped, 0, (int) Math.min(skipped.length, surplus));
            if (read < 0) {
                throw new UnavailableException("The body ended before byte " + position + ", which came before");
            }
            surplus -= read;
        }
    }
}
