package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that can be asked.
 *
 * @param method of HTTP
 * @param template the path as the host's description has it, such as {@code /repos/{owner}/{repo}}
 * @param permission what a token needs for it
 * @param answer what is answered
 */
record Operation(String method, String template, String permission, Function<Call, Answer> answer) {

    /** The values of the variables, if the path is of this form. */
    Optional<Map<String, String>> match(Ask ask, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        boolean isRead = ask.method().equals("HEAD") && method.equals("GET");
        if (wanted.length != given.length || !(method.equals(ask.method()) || isRead)) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), Ask.decode(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables).filter(this::isPlausible);
    }

    /** Numbers are numbers: otherwise {@code issues/comments} would be an issue. */
    private boolean isPlausible(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith("_id") || entry.getKey().endsWith("_number"))
                .allMatch(entry -> entry.getValue().matches("\\d{1,18}"));
    }
}
