package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.rekey.RekeyEngine;
import io.repobackup.core.vault.Vault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Carries a vault into a new one, for other keys. */
@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Carries everything in a vault into a new vault for other keys, or for none. The options without"
                + " --to are the old vault's: it is read with its recovery key. Signatures are asked for in the old"
                + " vault, and made in the new one.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RekeyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--to",
            paramLabel = "URI",
            required = true,
            converter = VaultAddress.Converter.class,
            description = "Where the new vault is: nothing yet, or what an earlier run carried.")
    VaultAddress to;

    @Mixin
    NewKeysOptions newKeys;

    @Mixin
    ColdOptions cold;

    @Mixin
    CommonOptions common;

    RekeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        cold.requireSense();
        try (BlobSink sink = VaultSink.open(common, terminal);
                BlobSink target = newKeys.over(VaultSink.store(to, terminal))) {
            RekeyEngine engine = RekeyEngine.builder()
                    .from(Vault.open(sink, common.options()))
                    .to(Vault.openOrCreate(target, common.options()))
                    .build();
            CopyReport report = cold.run(engine::run, engine::thaw, terminal);
            new CopyView("rekey", "Rekeying", "carried").show(report, common.json, terminal);
            return ExitStatus.of(report.severity());
        }
    }
}
