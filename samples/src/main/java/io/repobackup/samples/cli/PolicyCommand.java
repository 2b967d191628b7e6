package io.repobackup.samples.cli;

import io.repobackup.s3.policy.S3Policy;
import io.repobackup.s3.policy.S3PolicyDialect;
import io.repobackup.s3.policy.S3Role;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what a role may do with a bucket. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints what a role needs of a bucket and nothing else, as a policy for the store.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PolicyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--vault",
            paramLabel = "URI",
            required = true,
            converter = VaultAddress.Converter.class,
            description = "Where the backups are: s3://bucket/prefix.")
    VaultAddress vault;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "writer, auditor, maintainer, pruner or restorer.")
    S3Role role;

    @Option(
            names = "--dialect",
            paramLabel = "STORE",
            defaultValue = "aws",
            description = "aws, minio or ceph: whose policies. Default: ${DEFAULT-VALUE}.")
    S3PolicyDialect dialect;

    @Option(
            names = "--lock-for",
            paramLabel = "DURATION",
            converter = Lasting.class,
            description = "The role locks what it writes, for at most so long, such as 90d.")
    @Nullable
    Duration lockFor;

    PolicyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        S3Policy policy = S3Policy.of(role, bucket(), prefix()).in(dialect);
        if (lockFor != null) {
            if (!role.isWriting()) {
                throw new ParameterException(
                        spec.commandLine(), "--lock-for goes with a role that writes, which " + role + " does not");
            }
            policy = policy.locking(lockFor);
        }
        terminal.out().println(policy.json());
        return ExitStatus.OK;
    }

    private String bucket() {
        URI uri = vault.uri();
        if (!"s3".equalsIgnoreCase(uri.getScheme()) || uri.getAuthority() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Policies are for buckets: give --vault s3://bucket/prefix; what other stores need is in docs/stores");
        }
        return uri.getAuthority();
    }

    private String prefix() {
        String path = vault.uri().getPath();
        return path.replaceAll("^/+|/+$", "");
    }
}
