package io.repobackup.github.host;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.subject.SubjectId;
import java.net.URI;

/**
 * The addresses of one GitHub: github.com, a tenant of ghe.com, or an Enterprise Server.
 *
 * <p><i>Immutable.</i>
 *
 * @param web where people look at it, with a slash at its end
 * @param rest the root of its REST API, with a slash at its end
 * @param graphQl where queries are posted
 */
public record GitHubHost(URI web, URI rest, URI graphQl) {

    private static final GitHubHost DOT_COM = new GitHubHost(
            URI.create("https://github.com/"),
            URI.create("https://api.github.com/"),
            URI.create("https://api.github.com/graphql"));
    private static final String TENANTS = ".ghe.com";

    /** github.com. */
    public static GitHubHost dotCom() {
        return DOT_COM;
    }

    /**
     * The GitHub that people see at an address: {@code https://github.com}, {@code https://acme.ghe.com} or that of an <a
     * href="https://docs.github.com/en/enterprise-server@latest/rest/enterprise-admin">Enterprise Server</a>.
     *
     * @throws MisconfiguredException when it is no address of a web server, or holds credentials, a query or a fragment
     */
    public static GitHubHost at(URI web) {
        URI root = root(web);
        String name = SubjectId.hostOf(root);
        if (name.equals("github.com") || name.equals("api.github.com")) {
            return DOT_COM;
        }
        if (name.endsWith(TENANTS)) {
            URI api = URI.create(root.getScheme() + "://api." + name.replaceFirst("^api\\.", "") + "/");
            return new GitHubHost(root, api, api.resolve("graphql"));
        }
        return new GitHubHost(root, root.resolve("api/v3/"), root.resolve("api/graphql"));
    }

    /** The host as identities name it. */
    public String name() {
        return SubjectId.hostOf(web);
    }

    private static URI root(URI web) {
        String scheme = String.valueOf(web.getScheme());
        boolean isWeb = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
        if (!isWeb || web.getRawAuthority() == null) {
            throw new MisconfiguredException("A GitHub has an address like https://github.example.com, not one of the"
                    + " scheme '" + scheme + "'");
        }
        if (web.getRawAuthority().indexOf('@') >= 0 || web.getRawQuery() != null || web.getRawFragment() != null) {
            throw new MisconfiguredException("The address of the GitHub at " + SubjectId.hostOf(web)
                    + " holds credentials, a query or a fragment; give the address alone, and credentials apart");
        }
        String path = String.valueOf(web.getRawPath()).replaceFirst("/*$", "/").replaceFirst("api/v3/$", "");
        return URI.create(scheme + "://" + web.getRawAuthority() + path);
    }
}
