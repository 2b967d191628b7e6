package io.repobackup.core.git.bare;

import io.repobackup.core.refs.RefName;
import java.util.regex.Pattern;

/**
 * Which ref names git takes.
 *
 * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
 */
final class RefNameRules {

    private static final Pattern FORBIDDEN_BYTE = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]");
    private static final Pattern FORBIDDEN_PART = Pattern.compile("\\.\\.|@\\{|//|/\\.|\\.lock(/|$)|[/.]$");
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");
    private static final int LONGEST_COMPONENT = 200;
    private static final int LONGEST_PATH = 1000;

    private RefNameRules() {}

    /** Whether git takes the name in packed-refs. */
    static boolean isValid(RefName name) {
        String text = name.text();
        return text.startsWith("refs/")
                && !FORBIDDEN_BYTE.matcher(text).find()
                && !FORBIDDEN_PART.matcher(text).find();
    }

    /** Whether the name, in addition, is the same file on every file system, and inside the repository. */
    static boolean isSafeFile(RefName name) {
        return isValid(name)
                && PRINTABLE_ASCII.matcher(name.text()).matches()
                && name.text().length() <= LONGEST_PATH
                && Pattern.compile("/").splitAsStream(name.text()).allMatch(part -> part.length() <= LONGEST_COMPONENT);
    }
}
