package io.repobackup.core.git.lfs;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** What a server says of one object. <i>Immutable.</i> */
sealed interface Offer {

    /**
     * Where it is.
     *
     * @param href the address
     * @param headers what to send along
     * @param expires when the address is good no longer, by this machine's clock
     * @param authenticated whether the address and the headers are all that is needed
     */
    record Download(URI href, Map<String, String> headers, Instant expires, boolean authenticated) implements Offer {
        /** Takes a copy. */
        public Download {
            headers = Map.copyOf(headers);
        }

        /** The address is the server's secret. */
        @Override
        public String toString() {
            return "Download[" + href.getHost() + "]";
        }
    }

    /**
     * That it is not to be had.
     *
     * @param words why
     * @param kind the failure for such words
     */
    record Refusal(String words, Function<String, RepobackupException> kind) implements Offer {

        static Refusal missing(String why) {
            return new Refusal("missing on the server: " + why, NotFoundException::new);
        }

        static Refusal overQuota(String why) {
            return new Refusal("over quota: " + why, AccessDeniedException::new);
        }

        static Refusal refused(String why) {
            return new Refusal("refused by the server: " + why, MisconfiguredException::new);
        }

        static Refusal failed(String why) {
            return new Refusal("failed at the server: " + why, UnavailableException::new);
        }

        static Refusal unanswered() {
            return missing("it was asked for, and the answer does not name it");
        }

        RepobackupException failure() {
            return kind.apply(words);
        }
    }
}
