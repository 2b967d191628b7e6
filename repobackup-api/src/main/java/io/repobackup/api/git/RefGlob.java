package io.repobackup.api.git;

import java.util.regex.Pattern;

/** A glob over full ref names. <i>Immutable.</i> */
record RefGlob(String text, Pattern pattern) {

    static RefGlob parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a rule for refs is a glob such as refs/pull/*/merge, not blank text");
        }
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else if (text.charAt(at) == '*') {
                regex.append("[^/]*");
                at++;
            } else {
                regex.append(Pattern.quote(text.substring(at, at + 1)));
                at++;
            }
        }
        return new RefGlob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String refName) {
        return pattern.matcher(refName).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
