package io.repobackup.core.git.wire;

/** The kinds of pkt-line. */
enum Packet {
    /** A line or a piece of data; may be empty. */
    DATA,
    /** {@code 0000}: the end of a message. */
    FLUSH,
    /** {@code 0001}: the end of a section. */
    DELIMITER,
    /** {@code 0002}: the end of an answer on a connection that stays open. */
    RESPONSE_END,
    /** No pkt-line: the stream ended where one could have begun. */
    END_OF_STREAM
}
