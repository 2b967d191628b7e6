package io.repobackup.core.git.server;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.core.refs.ObjectFormat;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lfs.server.LargeFileRepository;
import org.eclipse.jgit.lfs.server.LfsProtocolServlet;
import org.eclipse.jgit.lfs.server.fs.FileLfsRepository;
import org.eclipse.jgit.lfs.server.fs.FileLfsServlet;
import org.eclipse.jgit.transport.resolver.FileResolver;

/** JGit's servlets for git and for LFS on the loopback interface, with one repository that can be pushed to. */
public final class JGitLfsServer implements GitHost {

    public static final String NAME = "a.git";

    private static final String LFS = "/" + NAME + "/info/lfs";

    private final Path root;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    public JGitLfsServer(Path root) {
        this.root = root;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        try {
            // The port has to be known before the first address is handed out.
            connector.open();
            server.setHandler(context());
            server.start();
        } catch (Exception e) {
            throw new AssertionError("the server for JGit's servlets does not start", e);
        }
    }

    /** The repository. */
    public TestRepository repository() {
        TestRepository repository = create(NAME, ObjectFormat.SHA1);
        repository.git("config", "http.receivepack", "true");
        return repository;
    }

    public GitEndpoint endpoint() {
        return endpoint(NAME).withLfs(LfsRules.SAME_HOST);
    }

    /** Where the server keeps an object. */
    public Path object(String oid) {
        return root.resolve("lfs")
                .resolve(oid.substring(0, 2))
                .resolve(oid.substring(2, 4))
                .resolve(oid);
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public GitEndpoint endpoint(String name) {
        return GitEndpoint.of(URI.create(address() + "/" + name));
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
            throw new AssertionError("the server for JGit's servlets does not stop", e);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    private ServletContextHandler context() {
        GitServlet git = new GitServlet();
        git.setRepositoryResolver(new FileResolver<>(root.toFile(), true));
        FileLfsRepository objects = objects();
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(counting());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(async(new Batches(objects)), LFS + "/objects/batch");
        context.addServlet(async(new FileLfsServlet(objects, 30_000)), LFS + "/content/*");
        context.addServlet(new ServletHolder(git), "/*");
        return context;
    }

    private FileLfsRepository objects() {
        try {
            return new FileLfsRepository(address() + LFS + "/content/", root.resolve("lfs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServletHolder async(Servlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        return holder;
    }

    private Filter counting() {
        return (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            requests.add(http.getMethod() + " " + http.getRequestURI());
            chain.doFilter(request, response);
        };
    }

    /** The batch API over one store of objects. */
    private static final class Batches extends LfsProtocolServlet {

        private static final long serialVersionUID = 1L;

        private final transient LargeFileRepository objects;

        Batches(LargeFileRepository objects) {
            this.objects = objects;
        }

        @Override
        protected LargeFileRepository getLargeFileRepository(LfsRequest request, String path, String authorization) {
            return objects;
        }
    }
}
