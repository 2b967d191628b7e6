package io.repobackup.core.vault.signing;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a signature is worth.
 *
 * <p><i>Immutable.</i>
 *
 * @param standing how far it is trusted
 * @param roles what its key may sign
 * @param text who signed, or why it counts for nothing
 */
public record Verdict(Standing standing, Set<Role> roles, String text) {

    /** Takes a copy. */
    public Verdict {
        EnumSet<Role> sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        roles = Collections.unmodifiableSet(sorted);
    }

    /** How far a signature is trusted. */
    public enum Standing {
        /** Nobody looked at it. */
        UNCHECKED,
        /** A certified key signed these bytes. */
        TRUSTED,
        /** So did one that was revoked since. */
        REVOKED,
        /** There is none, or it counts for nothing. */
        NONE
    }

    static Verdict unchecked() {
        return new Verdict(Standing.UNCHECKED, Set.of(), "signatures are not looked at");
    }

    static Verdict none(String why) {
        return new Verdict(Standing.NONE, Set.of(), why);
    }

    /** The same, unless its key may not sign this. */
    public Verdict forRole(Role role, String what) {
        boolean signed = standing == Standing.TRUSTED || standing == Standing.REVOKED;
        return signed && !roles.contains(role) ? none(text + " as " + roles + ", which may not append " + what) : this;
    }
}
