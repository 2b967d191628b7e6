package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that a vault holds what it says. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Proves that a vault holds what its records say, and names what is damaged with the snapshots it harms.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--depth",
            paramLabel = "DEPTH",
            defaultValue = "digests",
            description =
                    "presence (listings and lengths), digests (reads everything), connected (indexes instead of packs),"
                            + " or drill (restores everything into scratch). Default: ${DEFAULT-VALUE}.")
    Depth depth;

    @Option(names = "--only", paramLabel = "NAME", description = "Only what is or was called so; may be repeated.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "I/N",
            converter = Sample.Converter.class,
            description = "Read, or drill, the I-th of N samples: after all N, everything was read.")
    @Nullable
    Sample sample;

    @Option(
            names = "--expect-root",
            paramLabel = "HEX",
            converter = RootConverter.class,
            description = "What that backup saw has to be there: the root that it printed. May be repeated.")
    List<Sha256> roots = new ArrayList<>();

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where drills restore to. Default: the temporary directory of the system.")
    @Nullable
    Path scratch;

    @Mixin
    CommonOptions common;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            VerifyReport report = engine(Vault.open(sink, common.options())).run();
            if (common.json) {
                terminal.out().println(VerifyView.json(report));
            } else {
                VerifyView.table(report, terminal.out());
            }
            return ExitStatus.of(report.severity());
        }
    }

    private VerifyEngine engine(Vault vault) {
        VerifyEngine.Builder builder = VerifyEngine.builder()
                .vault(vault)
                .depth(depth)
                .listener(entry -> terminal.err().println(VerifyView.line(entry)));
        SubjectId[] named = only.stream()
                .flatMap(name -> Named.in(vault, name).stream())
                .distinct()
                .toArray(SubjectId[]::new);
        if (named.length > 0) {
            builder.only(named);
        }
        if (sample != null) {
            builder.sample(sample.index(), sample.of());
        }
        roots.forEach(builder::expectRoot);
        if (scratch != null) {
            builder.scratch(scratch);
        }
        return builder.build();
    }
}
