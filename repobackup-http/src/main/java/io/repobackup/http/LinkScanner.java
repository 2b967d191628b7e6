package io.repobackup.http;

/** Walks from link to link through the value of one {@code Link} header. */
final class LinkScanner {

    private final String value;
    private int at;
    private String target = "";
    private String relations = "";

    LinkScanner(String value) {
        this.value = value;
    }

    String target() {
        return target;
    }

    /** The relations of the link, separated by spaces; empty when it names none. */
    String relations() {
        return relations;
    }

    /** Goes to the next link; false at the end, or where something else stands. */
    boolean next() {
        skip(" \t,");
        int end = value.indexOf('>', at);
        if (!looksAt('<') || end < 0) {
            return false;
        }
        target = value.substring(at + 1, end).strip();
        at = end + 1;
        parameters();
        return true;
    }

    private void parameters() {
        relations = "";
        boolean found = false;
        skip(" \t");
        while (looksAt(';')) {
            at++;
            String name = until(";,=").strip();
            String content = looksAt('=') ? content() : "";
            if (name.equalsIgnoreCase("rel") && !found) {
                relations = content;
                found = true;
            }
            skip(" \t");
        }
    }

    private String content() {
        at++;
        skip(" \t");
        if (!looksAt('"')) {
            return until(";,").strip();
        }
        at++;
        return quoted();
    }

    private String quoted() {
        StringBuilder content = new StringBuilder();
        while (at < value.length() && value.charAt(at) != '"') {
            boolean escape = value.charAt(at) == '\\' && at + 1 < value.length();
            at += escape ? 1 : 0;
            content.append(value.charAt(at++));
        }
        at++;
        return content.toString();
    }

    private String until(String stops) {
        int start = at;
        while (at < value.length() && stops.indexOf(value.charAt(at)) < 0) {
            at++;
        }
        return value.substring(start, at);
    }

    private void skip(String characters) {
        while (at < value.length() && characters.indexOf(value.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean looksAt(char c) {
        return at < value.length() && value.charAt(at) == c;
    }
}
