package io.repobackup.core.git;

import io.repobackup.core.refs.RefName;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names as people count versions: runs of digits by their value, {@code v2} before {@code v10}. */
final class VersionOrder implements Comparator<RefName> {

    private static final Pattern PIECE = Pattern.compile("\\d+|\\D+", Pattern.DOTALL);

    @Override
    public int compare(RefName left, RefName right) {
        Matcher a = PIECE.matcher(left.text());
        Matcher b = PIECE.matcher(right.text());
        while (a.find() && b.find()) {
            int difference = pieces(a.group(), b.group());
            if (difference != 0) {
                return difference;
            }
        }
        return left.compareTo(right);
    }

    private static int pieces(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String piece) {
        return piece.charAt(0) >= '0' && piece.charAt(0) <= '9';
    }
}
