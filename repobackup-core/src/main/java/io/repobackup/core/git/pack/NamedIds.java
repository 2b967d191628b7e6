package io.repobackup.core.git.pack;

/** Takes the ids that objects name. */
@FunctionalInterface
interface NamedIds {

    /** Takes the id at this place of the array, which may change afterwards. */
    void add(byte[] from, int at);
}
