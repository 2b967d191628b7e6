package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.adopt.AdoptEngine;
import io.repobackup.core.adopt.AdoptPlan;
import io.repobackup.core.vault.Vault;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accepts the logs of a vault as they are, after records were lost. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows which records were lost from a vault, and accepts the loss, so that backups no longer alarm.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AdoptCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--accept", description = "Accept the logs as they are. Without it, nothing is written.")
    boolean accept;

    @Mixin
    CommonOptions common;

    AdoptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            AdoptEngine engine = AdoptEngine.builder()
                    .vault(Vault.open(sink, common.options()))
                    .build();
            AdoptPlan plan = accept ? engine.run().plan() : engine.plan();
            List<AdoptPlan.Step> differing = plan.differing().toList();
            if (common.json) {
                terminal.out().println(json(differing));
            } else {
                print(differing);
            }
            return accept || differing.isEmpty() ? ExitStatus.OK : ExitStatus.INCOMPLETE;
        }
    }

    private void print(List<AdoptPlan.Step> differing) {
        differing.forEach(step -> terminal.out().println(step.text()));
        if (differing.isEmpty()) {
            terminal.out().println("The logs hold what the catalogs know; there is nothing to accept.");
        } else if (accept) {
            terminal.out().println("Accepted; the next backup captures what the hosts still have.");
        } else {
            terminal.out()
                    .println("Bring the records back from a copy of the store, or accept the loss with --accept.");
        }
    }

    private JsonDocument json(List<AdoptPlan.Step> differing) {
        return new JsonDocument()
                .with("command", "adopt")
                .with("status", accept || differing.isEmpty() ? "ok" : "incomplete")
                .with("accepted", accept)
                .with(
                        "subjects",
                        differing,
                        step -> new JsonDocument()
                                .with("source", step.source())
                                .with("subject", step.subject())
                                .with("name", step.name())
                                .with("known", step.known())
                                .with("held", step.held())
                                .with("details", step.text()));
    }
}
