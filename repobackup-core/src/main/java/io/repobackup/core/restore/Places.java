package io.repobackup.core.restore;

import io.repobackup.api.subject.SubjectId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which subject writes where in one directory, so that no two write into one folder, nor one into the repository of another.
 * Capitals and small letters are the same, as they are on some disks.
 *
 * <p><i>Thread-safe.</i>
 */
final class Places {

    private final TreeMap<String, Claim> claims = new TreeMap<>();

    /** @param whole whether all that is below belongs to the owner as well */
    private record Claim(SubjectId owner, boolean whole) {}

    /**
     * Claims a place and what is written beside and below it. Either all of it is free, or none is claimed.
     *
     * @param place the path of the subject, which others may have their places below
     * @param contents the paths that belong to the subject with all that is below them
     * @return whether it was free
     */
    synchronized boolean claim(SubjectId owner, String place, List<String> contents) {
        boolean free = isFree(owner, lower(place), false)
                && contents.stream().allMatch(path -> isFree(owner, lower(path), true));
        if (free) {
            claims.put(lower(place), new Claim(owner, false));
            contents.forEach(path -> claims.put(lower(path), new Claim(owner, true)));
        }
        return free;
    }

    private boolean isFree(SubjectId owner, String path, boolean whole) {
        return isFreeFor(owner, Optional.ofNullable(claims.get(path)))
                && isFreeAbove(owner, path)
                && (!whole || isFreeBelow(owner, path));
    }

    private boolean isFreeAbove(SubjectId owner, String path) {
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (!isFreeFor(
                    owner,
                    Optional.ofNullable(claims.get(path.substring(0, end))).filter(Claim::whole))) {
                return false;
            }
        }
        return true;
    }

    private boolean isFreeBelow(SubjectId owner, String path) {
        return claims.subMap(path + "/", path + "0").entrySet().stream()
                .allMatch(below -> isFreeFor(owner, Optional.of(below).map(Map.Entry::getValue)));
    }

    private static boolean isFreeFor(SubjectId owner, Optional<Claim> claim) {
        return claim.filter(taken -> !taken.owner().equals(owner)).isEmpty();
    }

    private static String lower(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
