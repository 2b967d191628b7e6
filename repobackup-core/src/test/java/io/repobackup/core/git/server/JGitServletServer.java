package io.repobackup.core.git.server;

import io.repobackup.api.git.GitEndpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.transport.resolver.FileResolver;

/** A smart HTTP server on the loopback interface with JGit's own servlet. */
public final class JGitServletServer implements GitHost {

    private final Path root;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    public JGitServletServer(Path root) {
        this.root = root;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver(new FileResolver<>(root.toFile(), true));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(counting(), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new AssertionError("the server for JGit's servlet does not start", e);
        }
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public GitEndpoint endpoint(String name) {
        return GitEndpoint.of(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/" + name));
    }

    @Override
    public List<String> requests() {
        List<String> all = new ArrayList<>();
        for (String request = requests.poll(); request != null; request = requests.poll()) {
            all.add(request);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server for JGit's servlet does not stop", e);
        }
    }

    private Filter counting() {
        return (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            requests.add(http.getMethod() + " " + http.getRequestURI());
            chain.doFilter(request, response);
        };
    }
}
