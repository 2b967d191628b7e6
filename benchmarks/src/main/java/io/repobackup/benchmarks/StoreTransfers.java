package io.repobackup.benchmarks;

import io.repobackup.benchmarks.store.LocalStore;
import io.repobackup.benchmarks.store.StoreAccess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * How long does a large object take into a store and out of it, compared with rclone, in the same run and on the same server?
 * And what heap does an object take that is larger than the heap?
 *
 * <pre>{@code
 * ./mvnw -q -Pbench -DskipTests package
 * java -cp benchmarks/target/benchmarks.jar io.repobackup.benchmarks.StoreTransfers STORE WORK [MEGABYTES] [ROUNDS]
 * }</pre>
 *
 * <p>STORE is {@code s3proxy}, {@code radosgw} or {@code azurite}; WORK a directory that does not exist or is that of an
 * earlier run; MEGABYTES how long the object is, 256 unless given; ROUNDS how often each is done, 5 unless given. The property
 * {@code large.megabytes} says how long the object is that is sent at {@code -Xmx128m}, 2,000 unless given, 0 for none. Needs
 * rclone, and what the store needs; is run from the project's directory.
 *
 * <p>Figures are in {@code benchmarks/RESULTS.md}.
 */
public final class StoreTransfers {

    private static final String SMALL_HEAP = "-Xmx128m";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final FigureTable table = new FigureTable(out);
    private final Map<Path, Integer> uploads = new HashMap<>();
    private final StoreAccess access;
    private final Workplace workplace;
    private final Meter meter;
    private final Path accessFile;
    private final List<String> rclone;
    private final Path object;

    private StoreTransfers(StoreAccess access, Workplace workplace) {
        this.access = access;
        this.workplace = workplace;
        this.meter = new Meter(() -> Traffic.NONE, workplace.place("output-of-the-last-program"));
        this.accessFile = workplace.place("access");
        Path settings = workplace.place("rclone.conf");
        this.rclone = List.of("rclone", "--config", settings.toString());
        this.object = workplace.place("object");
        access.write(accessFile);
        access.writeForRclone(settings);
    }

    /** Measures and prints. */
    public static void main(String[] args) {
        if (args.length < 2 || args.length > 4) {
            System.err.println("Arguments: a store, a work directory, how many megabytes, and how many rounds");
            System.exit(2);
        }
        Workplace workplace = Workplace.cleared(Path.of(args[1]));
        int megabytes = args.length < 3 ? 256 : Integer.parseInt(args[2]);
        int rounds = args.length < 4 ? 5 : Integer.parseInt(args[3]);
        try (LocalStore store = LocalStore.start(args[0], workplace.scratch())) {
            new StoreTransfers(store.access(), workplace).run(args[0], megabytes, rounds);
        }
    }

    private void run(String store, int megabytes, int rounds) {
        Machine.describe(out);
        fill(megabytes);
        rclone("mkdir", "store:" + StoreAccess.PLACE);
        transfers(megabytes + " MB to " + store, "up", this::up, this::requireStored, rounds);
        StoreCopy.up(access, nextKey(object), object);
        transfers(megabytes + " MB from " + store, "down", this::down, this::requireSame, rounds);
        large();
        out.printf("%nLoad at the end: %.1f%n", SystemCounters.load());
    }

    private void transfers(
            String name, String direction, BiFunction<String, Path, Figure> peer, Consumer<Path> check, int rounds) {
        boolean up = direction.equals("up");
        Comparison comparison = new Comparison(
                name,
                workplace,
                List.of(
                        new Contender("library, in process", into -> inProcess(up, into), check),
                        new Contender("library, fresh JVM", into -> fresh(direction, into), check),
                        new Contender(
                                "library, fresh JVM, " + SMALL_HEAP, into -> fresh(direction, into, SMALL_HEAP), check),
                        new Contender(
                                "rclone copyto", into -> peer.apply(up ? nextKey(into) : key(object), into), check)));
        table.print(comparison.run(rounds));
        comparison.clear();
    }

    private Figure inProcess(boolean up, Path into) {
        String key = up ? nextKey(into) : key(object);
        return meter.inThisJvm(() -> {
            if (up) {
                StoreCopy.up(access, key, object);
            } else {
                StoreCopy.down(access, key, into);
            }
        });
    }

    private Figure fresh(String direction, Path into, String... options) {
        boolean up = direction.equals("up");
        return meter.jvm(Jvm.ofThisProgram(options)
                .command(
                        StoreCopy.class,
                        direction,
                        accessFile.toString(),
                        up ? nextKey(into) : key(object),
                        up ? object.toString() : into.toString()));
    }

    private Figure up(String key, Path into) {
        return rclone("copyto", object.toString(), remote(key));
    }

    private Figure down(String key, Path into) {
        return rclone("copyto", remote(key), into.toString());
    }

    private Figure rclone(String... arguments) {
        return meter.program(Jvm.join(rclone, List.of(arguments)));
    }

    private void requireStored(Path into) {
        StoreCopy.down(access, key(into), into);
        requireSame(into);
    }

    private void requireSame(Path copy) {
        try {
            if (Files.mismatch(object, copy) >= 0) {
                throw new IllegalStateException("the copy is not the same");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void large() {
        int megabytes = Integer.getInteger("large.megabytes", 2_000);
        if (megabytes > 0) {
            Path said = workplace.place("output-of-the-last-program");
            Figure figure = meter.jvm(Jvm.ofThisProgram(SMALL_HEAP)
                    .command(LargeObject.class, accessFile.toString(), Integer.toString(megabytes)));
            try {
                out.printf(
                        "%n%sCPU %.1f s, peak of the process %.0f MB.%n",
                        Files.readString(said), figure.cpuSeconds(), figure.peakMemoryInBytes() / 1e6);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A key that was not used: nothing is written twice. */
    private String nextKey(Path into) {
        uploads.merge(into, 1, Integer::sum);
        return key(into);
    }

    private String key(Path of) {
        return "data/" + of.getFileName().toString().toLowerCase(Locale.ROOT) + "-" + uploads.getOrDefault(of, 0);
    }

    private static String remote(String key) {
        return "store:" + StoreAccess.PLACE + "/" + key;
    }

    private void fill(int megabytes) {
        Random random = new Random(megabytes);
        byte[] piece = new byte[1_000_000];
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(object))) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(piece);
                to.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
