package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.Entry.Content;
import io.repobackup.core.vault.protocol.Entry.Link;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the model.
 *
 * @param name for people
 * @param phase how far it is
 * @param opened when it opened the subject
 * @param end the last number that it knows
 * @param head the last valid record that it knows
 * @param chain what its next record follows
 * @param standing the refs of the snapshot that could be restored when it read the head: nobody tells it
 * @param informed whether the accident was before it opened
 * @param mark the host's mark when it began
 * @param refs what it captured
 * @param capture which of all captures its is
 * @param relied the packs behind its haves
 * @param uploads the packs that it stored
 * @param stepped whether it is to append its progress first
 * @param again how often it may still capture again
 * @param sending the record whose answer is lost
 * @param sent when that was sent first
 * @param told the record of which it was told that it is there
 */
record Writer(
        String name,
        Phase phase,
        int opened,
        int end,
        @Nullable Entry head,
        @Nullable Link chain,
        int standing,
        boolean informed,
        int mark,
        int refs,
        int capture,
        int relied,
        int uploads,
        boolean stepped,
        int again,
        @Nullable Entry sending,
        int sent,
        @Nullable Link told) {

    enum Phase {
        IDLE,
        OPENED,
        READY,
        UNSETTLED,
        LOST,
        DONE,
        ENDED
    }

    static Writer idle(String name) {
        return new Writer(name, Phase.IDLE, 0, 0, null, null, -1, false, -1, -1, 0, 0, 0, false, 1, null, 0, null);
    }

    /** It has nothing more to do; what it was told remains. */
    Writer ended() {
        return new Writer(name, Phase.ENDED, 0, 0, null, null, -1, false, -1, -1, 0, 0, 0, false, 0, null, 0, told);
    }

    Writer opening(int now, int mark, boolean informed) {
        return new Writer(
                name, Phase.OPENED, now, 0, null, null, -1, informed, mark, -1, 0, 0, 0, false, again, null, 0, null);
    }

    Writer reading(Phase next, int end, @Nullable Entry head, @Nullable Link chain, int standing) {
        return new Writer(
                name, next, opened, end, head, chain, standing, informed, mark, refs, capture, relied, uploads, stepped,
                again, null, 0, told);
    }

    Writer captured(int refs, int relied, int uploads, boolean stepped) {
        return new Writer(
                name,
                Phase.READY,
                opened,
                end,
                head,
                chain,
                -1,
                informed,
                mark,
                refs,
                capture,
                relied,
                uploads,
                stepped,
                again,
                sending,
                sent,
                told);
    }

    Writer capturingAgain() {
        return new Writer(
                name, Phase.IDLE, 0, 0, null, null, -1, false, -1, -1, 0, 0, 0, false, again - 1, null, 0, null);
    }

    Writer sending(Entry entry, int sent) {
        return new Writer(
                name,
                Phase.UNSETTLED,
                opened,
                end,
                head,
                chain,
                standing,
                informed,
                mark,
                refs,
                capture,
                relied,
                uploads,
                stepped,
                again,
                entry,
                sent,
                told);
    }

    /** It has yet to tell the catalog. */
    Writer told(Entry entry) {
        return new Writer(
                name,
                Phase.DONE,
                0,
                entry.number(),
                null,
                null,
                -1,
                false,
                mark,
                -1,
                0,
                0,
                0,
                false,
                0,
                null,
                0,
                entry.link());
    }

    Writer unchanged() {
        return new Writer(name, Phase.DONE, 0, end, null, null, -1, false, mark, -1, 0, 0, 0, false, 0, null, 0, told);
    }

    Writer capturing(int fresh) {
        return new Writer(
                name, phase, opened, end, head, chain, standing, informed, mark, refs, fresh, relied, uploads, stepped,
                again, sending, sent, told);
    }

    /** What the next capture would go on from. */
    @Nullable
    Content latest() {
        return head == null ? null : head.latest();
    }

    boolean isPending() {
        return head != null && head.pending() != null;
    }

    long hash() {
        Mixer mixer = new Mixer();
        mixer.add(phase.ordinal())
                .add(opened)
                .add(end)
                .add(standing)
                .add(informed)
                .add(mark);
        mixer.add(refs)
                .add(relied)
                .add(uploads)
                .add(stepped)
                .add(capture)
                .add(again)
                .add(sent);
        mixer.add(head == null ? -1 : head.commit());
        mixer.add(chain == null ? -1 : chain.number() * 64L + chain.commit());
        mixer.add(sending == null ? -1 : sending.commit());
        mixer.add(told == null ? -1 : told.number() * 64L + told.commit());
        return mixer.hash();
    }
}
