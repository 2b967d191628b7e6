package io.repobackup.s3.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a role needs of a bucket and nothing else, as a policy in JSON: to be attached to a user or a role, or to narrow the
 * keys of a session. It never allows to change the bucket, its rules or its policies, to remove what is locked, nor to look
 * at what lies outside of the prefix.
 *
 * <pre>{@code
 * System.out.println(S3Policy.writer("backups", "git").locking(Duration.ofDays(90)).json());
 * }</pre>
 *
 * <p><i>Immutable</i>; the other methods return copies.
 */
public final class S3Policy {

    private static final String LANGUAGE = "2012-10-17";

    private final S3Role role;
    private final PolicyPlace place;
    private final PolicyTerms terms;

    private S3Policy(S3Role role, PolicyPlace place, PolicyTerms terms) {
        this.role = role;
        this.place = place;
        this.terms = terms;
    }

    /**
     * The policy of a role, in the words of AWS, for a bucket that keeps versions, without a right to set locks.
     *
     * @param bucket the name of the bucket
     * @param prefix below what the role works; empty for the whole bucket
     */
    public static S3Policy of(S3Role role, String bucket, String prefix) {
        return new S3Policy(role, PolicyPlace.of(bucket, prefix), PolicyTerms.PLAIN);
    }

    /** Who backs up. */
    public static S3Policy writer(String bucket, String prefix) {
        return of(S3Role.WRITER, bucket, prefix);
    }

    /** Who verifies. */
    public static S3Policy auditor(String bucket, String prefix) {
        return of(S3Role.AUDITOR, bucket, prefix);
    }

    /** Who compacts and tries restores. */
    public static S3Policy maintainer(String bucket, String prefix) {
        return of(S3Role.MAINTAINER, bucket, prefix);
    }

    /** Who removes what is no longer needed. */
    public static S3Policy pruner(String bucket, String prefix) {
        return of(S3Role.PRUNER, bucket, prefix);
    }

    /** Who restores. */
    public static S3Policy restorer(String bucket, String prefix) {
        return of(S3Role.RESTORER, bucket, prefix);
    }

    /** The same in the words of another store. */
    public S3Policy in(S3PolicyDialect dialect) {
        return new S3Policy(role, place, terms.with(dialect));
    }

    /**
     * The same with the right to lock objects, for a role that writes.
     *
     * @param longest for how long at most, where the store can see to it; a begun day counts as one
     */
    public S3Policy locking(Duration longest) {
        return new S3Policy(role, place, terms.locking(longest));
    }

    /** The same for a bucket that keeps no versions, where removal removes the only one. */
    public S3Policy withoutVersions() {
        return new S3Policy(role, place, terms.withoutVersions());
    }

    /** The same with the right to tag what is written. */
    public S3Policy tagging() {
        return new S3Policy(role, place, terms.tagging());
    }

    /**
     * The same without a right to read below a folder of the prefix; listing is still allowed. A writer of a vault reads
     * nothing below {@code data}, so that a thief of its keys does not either.
     */
    public S3Policy hiding(String folder) {
        return new S3Policy(role, place, terms.hiding(folder));
    }

    /** Whose policy it is. */
    public S3Role role() {
        return role;
    }

    /** The policy on several lines. */
    public String json() {
        return PolicyJson.indented(document());
    }

    /** The same on one line and without blanks, as short as it gets. */
    public String oneLine() {
        return PolicyJson.oneLine(document());
    }

    @Override
    public String toString() {
        return role + " of " + place;
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", LANGUAGE);
        document.put("Statement", statements().stream().map(Statement::json).toList());
        return document;
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("Bucket", place.bucketArn(), bucketActions()));
        statements.add(listing());
        statements.add(Statement.allow("Objects", place.objectsArn(), objectActions()));
        hiding().ifPresent(statements::add);
        if (role.isWriting()) {
            writeOnce().ifPresent(statements::add);
            longestLock().ifPresent(statements::add);
        }
        return statements;
    }

    /** Of these S3 knows no prefix. */
    private List<String> bucketActions() {
        List<String> actions =
                new ArrayList<>(List.of("s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration"));
        if (role == S3Role.MAINTAINER || role == S3Role.PRUNER) {
            actions.add("s3:ListBucketMultipartUploads");
        }
        return actions;
    }

    private Statement listing() {
        List<String> actions =
                terms.versions() ? List.of("s3:ListBucket", "s3:ListBucketVersions") : List.of("s3:ListBucket");
        Statement anywhere = Statement.allow("List", place.bucketArn(), actions);
        return place.prefix().isEmpty() ? anywhere : anywhere.when("StringLike", "s3:prefix", place.prefix() + "*");
    }

    private List<String> objectActions() {
        List<String> actions = new ArrayList<>(List.of("s3:GetObject"));
        if (terms.versions()) {
            actions.add("s3:GetObjectVersion");
        }
        if (role.isWriting()) {
            actions.addAll(List.of("s3:PutObject", "s3:AbortMultipartUpload"));
            actions.addAll(terms.tags() ? List.of("s3:PutObjectTagging") : List.of());
            actions.addAll(terms.longestLock().isPresent() ? List.of("s3:PutObjectRetention") : List.of());
        }
        if (role == S3Role.AUDITOR || role == S3Role.PRUNER || actions.contains("s3:PutObjectRetention")) {
            actions.add("s3:GetObjectRetention");
        }
        if (role == S3Role.MAINTAINER || role == S3Role.RESTORER) {
            actions.add("s3:RestoreObject");
        }
        if (role == S3Role.PRUNER) {
            actions.add(terms.versions() ? "s3:DeleteObjectVersion" : "s3:DeleteObject");
        }
        return actions;
    }

    private Optional<Statement> hiding() {
        return terms.hidden()
                .map(folder -> Statement.deny(
                        "Hide", place.objectsArn(folder), List.of("s3:GetObject", "s3:GetObjectVersion")));
    }

    /** Whatever makes an object must say that there may be none; beginning and filling an upload cannot say so. */
    private Optional<Statement> writeOnce() {
        return terms.dialect().demandsConditions()
                ? Optional.of(Statement.deny("WriteOnce", place.objectsArn(), List.of("s3:PutObject"))
                        .when("Null", "s3:if-none-match", "true")
                        .when("Bool", "s3:ObjectCreationOperation", "true"))
                : Optional.empty();
    }

    private Optional<Statement> longestLock() {
        return terms.longestLock()
                .filter(longest -> terms.dialect().limitsLocks())
                .map(longest -> Statement.deny(
                                "LongestLock", place.objectsArn(), List.of("s3:PutObject", "s3:PutObjectRetention"))
                        .when("NumericGreaterThan", "s3:object-lock-remaining-retention-days", days(longest)));
    }

    private static String days(Duration longest) {
        return Long.toString(longest.plusDays(1).minusNanos(1).toDays());
    }
}
