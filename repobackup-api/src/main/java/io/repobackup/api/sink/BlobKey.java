package io.repobackup.api.sink;

import java.util.Comparator;

/**
 * The name of a blob: components between slashes. A component has 1 to 120 characters of {@code a-z 0-9 . _ - % ~} and
 * neither begins nor ends with a dot, so that every key is a legal and distinct path on every store and file system,
 * also on those that ignore case. A key has at most 512 characters.
 *
 * <p>Keys are ordered by their bytes, which is the order of every listing.
 *
 * <p><i>Immutable.</i>
 *
 * @param text the whole key, without a slash at either end
 */
public record BlobKey(String text) implements Comparable<BlobKey> {

    private static final int MAX_LENGTH = 512;
    private static final int MAX_COMPONENT_LENGTH = 120;
    private static final Comparator<BlobKey> BY_BYTES = Comparator.comparing(BlobKey::text);

    /** Refuses a key outside the grammar. */
    public BlobKey {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a key has at most " + MAX_LENGTH + " characters, not " + text.length());
        }
        for (String component : text.split("/", -1)) {
            if (!isComponent(component)) {
                throw new IllegalArgumentException("the component '" + component + "' of key '" + text
                        + "' is not 1 to 120 characters of a-z 0-9 . _ - % ~ without a dot at either end");
            }
        }
    }

    /** The key of this text. */
    public static BlobKey of(String text) {
        return new BlobKey(text);
    }

    /** The key one level below this one. */
    public BlobKey child(String component) {
        return new BlobKey(text + "/" + component);
    }

    /** The last component. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Whether this key lies below a folder, at any depth. */
    public boolean isUnder(BlobKey folder) {
        return text.startsWith(folder.text + "/");
    }

    /** By hand and not by a pattern: keys are made for every entry of every listing. */
    private static boolean isComponent(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty()
                && text.length() <= MAX_COMPONENT_LENGTH
                && text.charAt(0) != '.'
                && text.charAt(text.length() - 1) != '.';
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-%~".indexOf(c) >= 0;
    }

    @Override
    public int compareTo(BlobKey other) {
        return BY_BYTES.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
