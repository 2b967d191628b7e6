package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.copy.Comparison;
import io.repobackup.core.copy.CopyEngine;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.vault.Vault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a second copy of a vault. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Copies what is new of a vault to another store, and compares every byte with its record.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CopyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--to",
            paramLabel = "URI",
            required = true,
            converter = VaultAddress.Converter.class,
            description = "Where the copy is: nothing yet, or an earlier copy of the same vault.")
    VaultAddress to;

    @Option(names = "--compare-digests", description = "Read all that the copy has, too, instead of comparing lengths.")
    boolean digests;

    @Mixin
    ColdOptions cold;

    @Mixin
    CommonOptions common;

    CopyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        cold.requireSense();
        try (BlobSink sink = VaultSink.open(common, terminal);
                BlobSink target = VaultSink.store(to, terminal)) {
            CopyEngine engine = CopyEngine.builder()
                    .from(Vault.open(sink, common.options()))
                    .to(target)
                    .comparison(digests ? Comparison.DIGESTS : Comparison.SIZES)
                    .build();
            CopyReport report = cold.run(engine::run, engine::thaw, terminal);
            new CopyView("copy", "Copy", "copied").show(report, common.json, terminal);
            return ExitStatus.of(report.severity());
        }
    }
}
