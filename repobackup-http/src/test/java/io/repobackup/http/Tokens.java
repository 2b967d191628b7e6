package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Credentials for tests: one token after the other, each until it is rejected. */
final class Tokens implements CredentialsProvider {

    final List<Credentials> rejected = new ArrayList<>();
    private final Deque<Credentials> left = new ArrayDeque<>();

    static Tokens of(String... tokens) {
        Tokens all = new Tokens();
        for (String token : tokens) {
            all.left.add(bearer(token));
        }
        return all;
    }

    static CredentialsProvider fixed(String identity, String token) {
        return CredentialsProvider.fixed(identity, bearer(token));
    }

    static CredentialsProvider basic(String user, String password) {
        return CredentialsProvider.fixed(user, new Credentials.Basic(user, Secret.of(password.toCharArray())));
    }

    static Credentials bearer(String token) {
        return new Credentials.Bearer(Secret.of(token.toCharArray()));
    }

    @Override
    public String identity() {
        return "rotating";
    }

    @Override
    public synchronized Credentials current() {
        if (left.isEmpty()) {
            throw new AccessDeniedException("no token is left");
        }
        return left.peek();
    }

    @Override
    public synchronized void rejected(Credentials used) {
        rejected.add(used);
        if (used.equals(left.peek())) {
            left.pop();
        }
    }
}
