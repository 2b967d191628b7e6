package io.repobackup.github.standin.access;

import io.repobackup.github.standin.world.Account;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** An App with its key. <i>Thread-safe.</i> */
public final class App {

    /** What comes before a key of the older form within one of the newer form, for RSA with 2,048 bits. */
    private static final int WRAPPING = 26;

    /** Made once for all stand-ins, by the Apps' ids: it takes a second. */
    private static final Map<Long, KeyPair> KEYS = new ConcurrentHashMap<>();

    private final long id;
    private final Account owner;
    private final Instant created;
    private final KeyPair keys;
    private final AtomicLong lastInstallation;
    private final Map<Long, Installation> installations = new ConcurrentSkipListMap<>();

    App(long id, Account owner, Instant created) {
        this.id = id;
        this.owner = owner;
        this.created = created;
        this.lastInstallation = new AtomicLong(id * 100);
        this.keys = KEYS.computeIfAbsent(id, App::generate);
    }

    private static KeyPair generate(long any) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Installs it for an account, with all repositories and all permissions to read. */
    public Installation install(Account account) {
        Installation installation = new Installation(lastInstallation.incrementAndGet(), this, account, created);
        installations.put(installation.id(), installation);
        return installation;
    }

    /** Takes an installation away. */
    public void uninstall(Installation installation) {
        installations.remove(installation.id());
    }

    /** The key in the form in which the host hands it out, PKCS#1. */
    public String pem() {
        byte[] wrapped = keys.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(wrapped, WRAPPING, wrapped.length));
    }

    /** The same key in PKCS#8. */
    public String pemInPkcs8() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static String pem(String kind, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    public long id() {
        return id;
    }

    /** The other name under which it may ask. */
    public String clientId() {
        return "Iv23li" + id;
    }

    public Account owner() {
        return owner;
    }

    public Instant created() {
        return created;
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    public Collection<Installation> installations() {
        return installations.values();
    }

    public Optional<Installation> installation(long installationId) {
        return Optional.ofNullable(installations.get(installationId));
    }
}
