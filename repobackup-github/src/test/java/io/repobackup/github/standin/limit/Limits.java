package io.repobackup.github.standin.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What callers may ask for. <i>Thread-safe.</i> */
public final class Limits {

    private final Map<String, Long> hourly = new ConcurrentHashMap<>(
            Map.of("core", 5_000L, "graphql", 5_000L, "search", 30L, "integration_manifest", 5_000L));
    private volatile boolean metered = true;
    private volatile int rest = 900;
    private volatile int graphQl = 2_000;
    private volatile int together = 100;

    /** So many units of a resource in an hour from now on. */
    public Limits hourly(String resource, long units) {
        hourly.put(resource, units);
        return this;
    }

    /** No limits by the hour, as an Enterprise Server has none. */
    public Limits none() {
        metered = false;
        return this;
    }

    /** So many points of REST in a minute. */
    public Limits rest(int points) {
        rest = points;
        return this;
    }

    /** So many points of GraphQL in a minute. */
    public Limits graphQl(int points) {
        graphQl = points;
        return this;
    }

    /** So many requests at once; 1 for those who ask one after the other, as the host advises. */
    public Limits together(int requests) {
        together = requests;
        return this;
    }

    boolean isMetered() {
        return metered;
    }

    long of(String resource) {
        return hourly.getOrDefault(resource, 5_000L);
    }

    Iterable<String> resources() {
        return hourly.keySet();
    }

    int pace(String pace) {
        return pace.equals("graphql") ? graphQl : rest;
    }

    int together() {
        return together;
    }
}
