package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Urls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Pages of lists with their links. */
final class Paging {

    private static final int USUAL = 30;
    private static final int MOST = 100;

    private final Urls urls;

    Paging(Urls urls) {
        this.urls = urls;
    }

    <T> Answer list(Call call, List<T> all, Function<T, ?> json) {
        return list(call, all, json, page -> page);
    }

    <T> Answer list(Call call, List<T> all, Function<T, ?> json, UnaryOperator<Object> envelope) {
        int size = Math.min(MOST, number(call.ask(), "per_page", USUAL));
        int page = number(call.ask(), "page", 1);
        List<Object> shown = new ArrayList<>();
        all.stream().skip((page - 1L) * size).limit(size).forEach(one -> shown.add(json.apply(one)));
        Answer answer = Answer.json(200, envelope.apply(shown));
        String links = links(call, page, (all.size() + size - 1) / size);
        return links.isEmpty() ? answer : answer.with("Link", links);
    }

    private String links(Call call, int page, int last) {
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(call, Math.min(page - 1, Math.max(last, 1)), "prev"));
        }
        if (page < last) {
            links.add(link(call, page + 1, "next"));
            links.add(link(call, last, "last"));
        }
        if (page > 1) {
            links.add(link(call, 1, "first"));
        }
        return String.join(", ", links);
    }

    private String link(Call call, int page, String relation) {
        Map<String, String> query = new LinkedHashMap<>(call.ask().query());
        query.put("page", Integer.toString(page));
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return "<" + urls.rest(call.canonical()) + "?" + String.join("&", pairs) + ">; rel=\"" + relation + "\"";
    }

    private static int number(Ask ask, String name, int otherwise) {
        return ask.query(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .filter(number -> number > 0)
                .orElse(otherwise);
    }
}
