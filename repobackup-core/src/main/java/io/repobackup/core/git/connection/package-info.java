/**
 * Conversations with one git repository: which refs has it, and a pack of what is reachable from some objects.
 *
 * <p>Knows the course of a conversation over any channel, and the channel over smart HTTP. Turns to
 * version 0 of the protocol, and to requests of another form, where a server wants that. Does not know what was stored before, which objects to ask for, nor where packs go.
 */
@NullMarked
package io.repobackup.core.git.connection;

import org.jspecify.annotations.NullMarked;
