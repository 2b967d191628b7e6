package io.repobackup.core.backup;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.git.server.ScriptedLfsHost;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository at a host whose LFS server does what a test tells it to, and a vault. */
abstract class LfsScene {

    static final byte[] ONE = random(1, 300_000);
    static final byte[] TWO = random(2, 5_000);
    static final String ONE_OID = Sha256.of(ONE).hex();
    static final String TWO_OID = Sha256.of(TWO).hex();

    @TempDir
    Path dir;

    ScriptedLfsHost host;
    TestRepository repository;
    LfsTrip trip;

    @BeforeEach
    void open() {
        host = new ScriptedLfsHost(dir.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        trip = new LfsTrip(dir);
    }

    @AfterEach
    void close() {
        trip.close();
        host.close();
    }

    static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    GitEndpoint endpoint() {
        return host.endpoint("a.git");
    }

    BackupReport run() {
        return trip.run(endpoint());
    }

    /** A commit with pointers to both objects. */
    void pointToBoth() {
        repository.grow("main", ScriptedLfsHost.pointer(ONE));
        repository.grow("main", ScriptedLfsHost.pointer(TWO));
    }

    List<Long> restoredSizes() {
        return List.copyOf(LfsTrip.objects(trip.restored(trip.clock.instant())).values());
    }
}
