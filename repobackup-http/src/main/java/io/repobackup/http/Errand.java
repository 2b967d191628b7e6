package io.repobackup.http;

/** A request, and what is made of its answer. */
interface Errand<T> {

    /** The request for the next attempt. */
    HttpRequest request();

    /** Makes something of an answer, which is closed by whoever gets it. */
    T receive(HttpResponse answer);

    /** Asks for less next time, where less can be asked for. */
    default boolean askForLess() {
        return false;
    }

    /** Hands the answer out as it comes. */
    static Errand<HttpResponse> fetch(HttpRequest request) {
        return new Errand<>() {
            @Override
            public HttpRequest request() {
                return request;
            }

            @Override
            public HttpResponse receive(HttpResponse answer) {
                return answer;
            }
        };
    }

    /** Reads the answer. */
    static <T> Errand<T> read(HttpRequest request, AnswerReader<T> reader) {
        return new Errand<>() {
            @Override
            public HttpRequest request() {
                return request;
            }

            @Override
            public T receive(HttpResponse answer) {
                try (answer) {
                    return reader.read(answer);
                }
            }
        };
    }

    /** Reads the answer, and asks for less where it was too much. */
    static <T> Errand<T> read(PageSize size, SizedRequest requests, AnswerReader<T> reader) {
        return new Sized<>(size, requests, reader);
    }

    /** Confined to the thread of the request. */
    final class Sized<T> implements Errand<T> {

        private final PageSize size;
        private final SizedRequest requests;
        private final AnswerReader<T> reader;
        private int asked;

        private Sized(PageSize size, SizedRequest requests, AnswerReader<T> reader) {
            this.size = size;
            this.requests = requests;
            this.reader = reader;
        }

        @Override
        public HttpRequest request() {
            asked = size.now();
            return requests.of(asked);
        }

        @Override
        public T receive(HttpResponse answer) {
            try (answer) {
                T read = reader.read(answer);
                size.worked(asked);
                return read;
            }
        }

        @Override
        public boolean askForLess() {
            return size.halve(asked);
        }
    }
}
