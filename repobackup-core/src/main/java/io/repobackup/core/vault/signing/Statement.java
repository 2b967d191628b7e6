package io.repobackup.core.vault.signing;

import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a certificate says: whose key may sign what. It has no end: order in a vault never comes from a clock, so a key that
 * shall count no longer is revoked.
 *
 * <p><i>Immutable.</i>
 *
 * @param key the signer's key
 * @param roles what it may sign; at least one when it is issued, roles of later versions are left out when it is read
 * @param name for people: which machine, which team; 1 to 100 printable characters of ASCII
 * @param issued when, by the issuer's clock; for people
 * @param vault the id of the only vault that it counts for; empty when it counts for all
 */
public record Statement(VerifyingKey key, Set<Role> roles, String name, Instant issued, Optional<String> vault) {

    private static final String WHAT = "repobackup-certificate";
    private static final Pattern NAME = Pattern.compile("[ -~]{1,100}");

    /** Takes a copy; refuses the key of a root and a name that cannot be shown. */
    public Statement {
        if (key.purpose() != Purpose.SIGNER) {
            throw new IllegalArgumentException("the key of a signer is certified, not " + key);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name in a certificate is 1 to 100 printable characters of ASCII");
        }
        EnumSet<Role> sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        roles = Collections.unmodifiableSet(sorted);
    }

    /** That a key may sign in these roles, for every vault. */
    public static Statement of(VerifyingKey key, String name, Instant issued, Role... roles) {
        if (roles.length == 0) {
            throw new IllegalArgumentException("a certificate is for one role or more");
        }
        return new Statement(key, Set.copyOf(List.of(roles)), name, issued, Optional.empty());
    }

    /** The same for the vault with this id alone. */
    public Statement onlyFor(String vaultId) {
        return new Statement(key, roles, name, issued, Optional.of(vaultId));
    }

    String encode() {
        JsonFields fields = new JsonFields()
                .put("what", WHAT)
                .put("format", 1)
                .put("key", key.base64())
                .texts("roles", roles.stream().map(Role::word).toList())
                .put("name", name)
                .put("issued", issued)
                .maybe("vault", vault);
        return new String(fields.toBytes(), StandardCharsets.UTF_8);
    }

    static Statement decode(String text) {
        JsonObject fields = JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
        if (!fields.text("what").equals(WHAT) || fields.number("format") != 1) {
            throw new MalformedException("a " + WHAT + " of format 1", "something else");
        }
        List<String> words = fields.texts("roles");
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> words.contains(role.word()))
                .collect(Collectors.toSet());
        VerifyingKey key = VerifyingKey.decode(Purpose.SIGNER, fields.text("key"));
        try {
            return new Statement(key, roles, fields.text("name"), fields.time("issued"), fields.maybeText("vault"));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a certificate", String.valueOf(e.getMessage()), e);
        }
    }
}
