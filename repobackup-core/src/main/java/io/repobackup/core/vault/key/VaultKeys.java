package io.repobackup.core.vault.key;

import io.repobackup.api.sink.BlobKey;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where things lie in a vault, subjects apart. */
public final class VaultKeys {

    /** The greatest number that a numbered key can carry. */
    public static final long MAX_NUMBER = 9_999_999_999L;

    private static final int DIGITS = 10;

    /** The signpost that makes a place a vault. */
    public static final BlobKey SIGNPOST = BlobKey.of("vault.json");

    /** How to restore without this library. */
    public static final BlobKey RESTORE = BlobKey.of("restore.md");

    /** Above the format's features. */
    public static final BlobKey FEATURES = BlobKey.of("vault");

    /** Above all logs. */
    public static final BlobKey LOGS = BlobKey.of("log");

    /** Above all catalogs. */
    public static final BlobKey CATALOGS = BlobKey.of("catalog");

    /** Above all data. */
    public static final BlobKey DATA = BlobKey.of("data");

    /** Above all run reports. */
    public static final BlobKey RUNS = BlobKey.of("runs");

    private static final Pattern NUMBERED = Pattern.compile("([0-9]{10})\\.json(?:\\.gz)?");

    private static final Pattern FEATURES_KEY = Pattern.compile("vault/[0-9]{10}\\.json");

    private VaultKeys() {}

    /** Above the catalogs of a source. */
    public static BlobKey catalogs(String sourceId) {
        return CATALOGS.child(KeyComponent.escape(sourceId));
    }

    /** The key of a numbered, compressed file in a folder, such as a record in its log. */
    public static BlobKey numbered(BlobKey folder, long number) {
        return folder.child(digits(number) + ".json.gz");
    }

    /** The number in the last component of a key, when it is one of a numbered file. */
    public static OptionalLong number(BlobKey key) {
        Matcher matcher = NUMBERED.matcher(key.name());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The file of features with this number. */
    public static BlobKey features(long number) {
        return FEATURES.child(digits(number) + ".json");
    }

    /** Whether a key names features of the format: {@code vault/}, ten digits, {@code .json}. */
    public static boolean isFeatures(BlobKey key) {
        return FEATURES_KEY.matcher(key.text()).matches();
    }

    /** The record that says that a run began. */
    public static BlobKey runBegin(Ulid run) {
        return RUNS.child(run + ".begin.json.gz");
    }

    /** The report of a run that came to its end. */
    public static BlobKey runReport(Ulid run) {
        return RUNS.child(run + ".json.gz");
    }

    /** What a drill brought back. */
    public static BlobKey drill(Ulid run) {
        return RUNS.child(run + ".drill.json.gz");
    }

    private static String digits(long number) {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("a number in a vault is 1 to " + MAX_NUMBER + ", not " + number);
        }
        // Not by a format string: readers of logs make one for each record.
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
