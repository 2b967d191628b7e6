package io.repobackup.core.faults;

import java.util.Random;

/** Draws what goes wrong with a git server. */
final class HostFaults {

    private final Random random;
    private final Count count;
    private final FaultyGitServer server;

    HostFaults(Random random, Count count, FaultyGitServer server) {
        this.random = random;
        this.count = count;
        this.server = server;
    }

    /** Spoils some answers; returns what was drawn, for people. */
    String inject() {
        int kind = random.nextInt(9);
        int nth = 1 + random.nextInt(6);
        boolean lasting = random.nextInt(3) == 0;
        double place = random.nextDouble();
        int first = server.requests() + nth;
        FaultyGitServer.Spoiler spoiler = spoiler(kind, place);
        server.spoil(number -> {
            if (number == first || lasting && number > first) {
                count.one(name(kind));
                return spoiler;
            }
            return FaultyGitServer::properly;
        });
        return name(kind) + " (" + nth + (lasting ? " and on, " : ", ") + place + ")";
    }

    private FaultyGitServer.Spoiler spoiler(int kind, double place) {
        return switch (kind) {
            case 0, 1 -> FaultyGitServer.cut(place);
            case 2 -> FaultyGitServer.status(500 + (int) (place * 5), "", "");
            case 3 -> FaultyGitServer.status(429, "Retry-After", place < 0.5 ? "1" : "7200");
            case 4 -> FaultyGitServer.status(place < 0.5 ? 401 : 404, "", "");
            case 5 -> FaultyGitServer::page;
            case 6 -> server.stallAt(place);
            case 7 -> FaultyGitServer.flip(place);
            default -> (exchange, request, whole) -> exchange.close();
        };
    }

    private static String name(int kind) {
        return switch (kind) {
            case 0, 1 -> "cut of answer";
            case 2 -> "5xx";
            case 3 -> "429";
            case 4 -> "401 or 404";
            case 5 -> "page instead of answer";
            case 6 -> "stall of answer";
            case 7 -> "flipped bit of pack";
            default -> "connection closed";
        };
    }
}
