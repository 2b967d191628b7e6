/**
 * Git's wire protocol as bytes: pkt-lines, the side-band, and the requests and answers of {@code ls-refs} and
 * {@code fetch} in version 2; what begins with {@code Old} is their like in version 0.
 *
 * <p>Knows what a client sends and how to read an answer of any bytes. Does not know HTTP, JGit, how a connection comes
 * about, nor which objects to ask for.
 *
 * @see <a href="https://git-scm.com/docs/protocol-v2">gitprotocol-v2</a>
 */
@NullMarked
package io.repobackup.core.git.wire;

import org.jspecify.annotations.NullMarked;
