package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.Vault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings subjects back into a directory. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Brings everything in a vault, or what is named, back into an empty directory.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RestoreCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "An empty or new directory.")
    Path to;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only what was called so at that moment; may be repeated.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            converter = Moment.class,
            description = "As it was then: 2026-11-17T12:00:00Z, or 2026-11-17 for the end of that day. Default: as it"
                    + " was last seen.")
    @Nullable
    Instant asOf;

    @Option(names = "--number", paramLabel = "N", description = "Exactly this snapshot of the one that --only names.")
    @Nullable
    Long number;

    @Mixin
    ColdOptions cold;

    @Mixin
    CommonOptions common;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (number != null && (only.size() != 1 || asOf != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--number goes with exactly one --only, and without --as-of");
        }
        cold.requireSense();
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            RestoreEngine engine = engine(Vault.open(sink, common.options()));
            if (cold.thawFor != null && !new ThawJob(terminal, engine, cold.thawFor).isReadableWithin(cold.wait)) {
                return ExitStatus.INCOMPLETE;
            }
            RestoreReport report = engine.run();
            if (common.json) {
                terminal.out().println(RestoreView.json(report, to));
            } else {
                RestoreView.table(report, to, terminal.out());
            }
            return ExitStatus.of(report.severity());
        }
    }

    private RestoreEngine engine(Vault vault) {
        RestoreEngine.Builder builder = RestoreEngine.builder().vault(vault).target(DirectoryTarget.into(to));
        if (number != null) {
            return builder.snapshot(theOne(vault, only.get(0)), number).build();
        }
        if (!only.isEmpty()) {
            builder.named(only.toArray(String[]::new));
        }
        if (asOf != null) {
            builder.asOf(asOf);
        }
        return builder.build();
    }

    private SubjectId theOne(Vault vault, String name) {
        List<SubjectId> named = Named.in(vault, name);
        if (named.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + name + "' was the name of " + named.size() + " repositories, so that a number does not"
                            + " tell which snapshot is meant; give --as-of instead");
        }
        return named.get(0);
    }
}
