package io.repobackup.http;

/**
 * How much is asked for at once. It is halved when the host cannot give so much, down to one, and doubled again after
 * many answers that came. One for each kind of list, kept as long as the lists are read.
 *
 * <pre>{@code
 * PageSize size = PageSize.upTo(100);
 * JsonValue page = http.read(size, first -> query(first, cursor), AnswerReader.json(LONGEST));
 * }</pre>
 *
 * <p>Only for lists whose next page is named by a cursor: where pages are counted, another size moves their borders.
 *
 * <p><i>Thread-safe.</i>
 */
public final class PageSize {

    private static final int ANSWERS_BEFORE_MORE = 20;

    private final int most;
    private int now;
    private int answers;

    private PageSize(int most) {
        this.most = most;
        this.now = most;
    }

    /** Begins with so much, 1 or more, and never asks for more. */
    public static PageSize upTo(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a page has 1 entry or more, not " + most);
        }
        return new PageSize(most);
    }

    /** How much to ask for now. */
    public synchronized int now() {
        return now;
    }

    /** An answer to a request for so much came. */
    synchronized void worked(int size) {
        if (size == now && ++answers >= ANSWERS_BEFORE_MORE) {
            now = (int) Math.min(most, now * 2L);
            answers = 0;
        }
    }

    /** So much was too much. Returns whether less can be asked for. */
    synchronized boolean halve(int size) {
        answers = 0;
        if (size == now && now > 1) {
            now = now / 2;
        }
        return now < size;
    }
}
