package io.repobackup.samples.cli;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupPlan;
import io.repobackup.github.GitHubPlan;
import io.repobackup.http.limit.Budget;
import io.repobackup.http.limit.Forecast;
import io.repobackup.http.limit.LimitRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a plan is told. */
final class PlanView {

    /** How many requests it takes of a host that limits them, and how long. */
    private record Toll(GitHubPlan requests, Forecast forecast) {}

    private final BackupPlan plan;
    private final Map<Part, Map<BackupPlan.Intent, Long>> counts;
    private final Optional<Toll> toll;

    private PlanView(BackupPlan plan, Map<Part, Map<BackupPlan.Intent, Long>> counts, Optional<Toll> toll) {
        this.plan = plan;
        this.counts = counts;
        this.toll = toll;
    }

    static PlanView of(BackupPlan plan) {
        return new PlanView(plan, counts(plan), Optional.empty());
    }

    /** The plan for a host with these budgets. */
    static PlanView within(Collection<Budget> budgets, Instant now, BackupPlan plan) {
        Map<Part, Map<BackupPlan.Intent, Long>> counts = counts(plan);
        GitHubPlan requests = requests(plan, counts);
        Forecast forecast = requests.forecast(LimitRule.standard(), budgets, now);
        return new PlanView(plan, counts, Optional.of(new Toll(requests, forecast)));
    }

    List<String> lines() {
        Table table = new Table("PART", "TO LOOK AT", "UNCHANGED", "NOT DUE");
        counts.forEach((part, intents) -> table.row(
                part.name(),
                Long.toString(count(intents, BackupPlan.Intent.TAKE)),
                Long.toString(count(intents, BackupPlan.Intent.UNCHANGED)),
                Long.toString(count(intents, BackupPlan.Intent.NOT_DUE))));
        List<String> lines = new ArrayList<>(table.lines());
        toll.ifPresent(known -> {
            lines.add("");
            lines.add(String.format(
                    "%,d requests to the API and %,d to git, and one more for each hundred entries that are new; within"
                            + " the host's limits that takes %s.",
                    known.requests().requests(),
                    known.requests().gitRequests(),
                    Amount.time(known.forecast().duration())));
        });
        return lines;
    }

    JsonDocument json() {
        JsonDocument json = new JsonDocument()
                .with("command", "backup")
                .with("status", BackupView.word(Severity.OK))
                .with("source", plan.source())
                .with("parts", counts.entrySet(), PlanView::json);
        toll.ifPresent(known -> json.with("apiRequests", known.requests().requests())
                .with("gitRequests", known.requests().gitRequests())
                .with("seconds", known.forecast().duration().toSeconds()));
        return json;
    }

    private static JsonDocument json(Map.Entry<Part, Map<BackupPlan.Intent, Long>> part) {
        return new JsonDocument()
                .with("part", part.getKey())
                .with("toLookAt", count(part.getValue(), BackupPlan.Intent.TAKE))
                .with("unchanged", count(part.getValue(), BackupPlan.Intent.UNCHANGED))
                .with("notDue", count(part.getValue(), BackupPlan.Intent.NOT_DUE));
    }

    private static Map<Part, Map<BackupPlan.Intent, Long>> counts(BackupPlan plan) {
        Map<Part, Map<BackupPlan.Intent, Long>> counts = new TreeMap<>();
        plan.steps()
                .forEach(step -> counts.computeIfAbsent(step.part(), part -> new EnumMap<>(BackupPlan.Intent.class))
                        .merge(step.intent(), 1L, Long::sum));
        return counts;
    }

    private static GitHubPlan requests(BackupPlan plan, Map<Part, Map<BackupPlan.Intent, Long>> counts) {
        long repositories = plan.steps().stream()
                .map(step -> step.subject().id())
                .filter(RepositoryId.class::isInstance)
                .distinct()
                .count();
        GitHubPlan requests = GitHubPlan.of(repositories);
        for (Map.Entry<Part, Map<BackupPlan.Intent, Long>> part : counts.entrySet()) {
            requests = requests.withLooks(part.getKey(), count(part.getValue(), BackupPlan.Intent.TAKE));
        }
        return requests;
    }

    private static long count(Map<BackupPlan.Intent, Long> intents, BackupPlan.Intent intent) {
        return intents.getOrDefault(intent, 0L);
    }
}
