package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is in a vault. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the last snapshot of everything in a vault, or all snapshots of one name.")
final class ListCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The name of a repository or an owner.")
    @Nullable
    String name;

    @Mixin
    CommonOptions common = new CommonOptions();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            List<SnapshotInfo> snapshots = snapshots(Vault.open(sink, common.options()));
            if (common.json) {
                terminal.out()
                        .println(new JsonDocument()
                                .with("command", "list")
                                .with("status", "ok")
                                .with("snapshots", snapshots, ListCommand::json));
            } else {
                print(snapshots);
            }
        }
        return ExitStatus.OK;
    }

    private List<SnapshotInfo> snapshots(Vault vault) {
        if (name != null) {
            return Named.in(vault, name).stream()
                    .flatMap(id -> vault.history(id).stream())
                    .toList();
        }
        try (Stream<SubjectId> subjects = vault.subjects()) {
            return subjects.flatMap(id -> vault.at(id, Instant.MAX).stream()).toList();
        }
    }

    private void print(List<SnapshotInfo> snapshots) {
        Table table = new Table("NAME", "NUMBER", "TIME", "COMPLETE", "PARTS");
        for (SnapshotInfo snapshot : snapshots) {
            table.row(
                    snapshot.name(),
                    Long.toString(snapshot.number()),
                    snapshot.time().toString(),
                    isComplete(snapshot) ? "yes" : "no",
                    parts(snapshot));
        }
        table.lines().forEach(terminal.out()::println);
    }

    private static JsonDocument json(SnapshotInfo snapshot) {
        return new JsonDocument()
                .with("subject", snapshot.subject())
                .with("name", snapshot.name())
                .with("number", snapshot.number())
                .with("time", snapshot.time())
                .with("complete", isComplete(snapshot))
                .with(
                        "parts",
                        snapshot.parts().entrySet(),
                        part -> new JsonDocument().with("part", part.getKey()).with("captured", part.getValue()));
    }

    private static boolean isComplete(SnapshotInfo snapshot) {
        return snapshot.completeness() == SnapshotInfo.Completeness.COMPLETE;
    }

    private static String parts(SnapshotInfo snapshot) {
        return snapshot.parts().keySet().stream().sorted().map(Part::name).collect(Collectors.joining(" "));
    }
}
