package io.repobackup.s3.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3PolicyTest {

    /** What AWS takes as the policy of a session. */
    private static final int LONGEST_OF_A_SESSION = 2_048;

    @Test
    void thePolicyOfAWriterIsThis() {
        assertThat(S3Policy.writer("backups", "git")
                        .locking(Duration.ofDays(90))
                        .hiding("data")
                        .json())
                .isEqualTo("""
                        {
                          "Version": "2012-10-17",
                          "Statement": [
                            {
                              "Sid": "Bucket",
                              "Effect": "Allow",
                              "Action": [
                                "s3:GetBucketVersioning",
                                "s3:GetBucketObjectLockConfiguration"
                              ],
                              "Resource": "arn:aws:s3:::backups"
                            },
                            {
                              "Sid": "List",
                              "Effect": "Allow",
                              "Action": [
                                "s3:ListBucket",
                                "s3:ListBucketVersions"
                              ],
                              "Resource": "arn:aws:s3:::backups",
                              "Condition": {
                                "StringLike": {
                                  "s3:prefix": "git/*"
                                }
                              }
                            },
                            {
                              "Sid": "Objects",
                              "Effect": "Allow",
                              "Action": [
                                "s3:GetObject",
                                "s3:GetObjectVersion",
                                "s3:PutObject",
                                "s3:AbortMultipartUpload",
                                "s3:PutObjectRetention",
                                "s3:GetObjectRetention"
                              ],
                              "Resource": "arn:aws:s3:::backups/git/*"
                            },
                            {
                              "Sid": "Hide",
                              "Effect": "Deny",
                              "Action": [
                                "s3:GetObject",
                                "s3:GetObjectVersion"
                              ],
                              "Resource": "arn:aws:s3:::backups/git/data/*"
                            },
                            {
                              "Sid": "WriteOnce",
                              "Effect": "Deny",
                              "Action": [
                                "s3:PutObject"
                              ],
                              "Resource": "arn:aws:s3:::backups/git/*",
                              "Condition": {
                                "Null": {
                                  "s3:if-none-match": "true"
                                },
                                "Bool": {
                                  "s3:ObjectCreationOperation": "true"
                                }
                              }
                            },
                            {
                              "Sid": "LongestLock",
                              "Effect": "Deny",
                              "Action": [
                                "s3:PutObject",
                                "s3:PutObjectRetention"
                              ],
                              "Resource": "arn:aws:s3:::backups/git/*",
                              "Condition": {
                                "NumericGreaterThan": {
                                  "s3:object-lock-remaining-retention-days": "90"
                                }
                              }
                            }
                          ]
                        }""");
    }

    @Test
    void onOneLineItIsTheSame() {
        S3Policy policy = S3Policy.writer("backups", "git").locking(Duration.ofDays(90));
        assertThat(policy.oneLine()).isEqualTo(policy.json().replaceAll("\\s", ""));
    }

    @ParameterizedTest
    @EnumSource(S3Role.class)
    void noRoleMayUndoWhatIsStored(S3Role role) {
        String policy = S3Policy.of(role, "backups", "git")
                .locking(Duration.ofDays(1))
                .tagging()
                .oneLine();
        assertThat(policy)
                .doesNotContain("Bypass", "Lifecycle", "PutBucket", "DeleteBucket", "BucketPolicy", "LegalHold", "Acl")
                .doesNotContain("\"s3:*\"", "\"*\"", "\"s3:DeleteObject\"")
                .contains("arn:aws:s3:::backups/git/*")
                .doesNotContain("arn:aws:s3:::backups/*");
        assertThat(policy.contains("DeleteObjectVersion")).isEqualTo(role == S3Role.PRUNER);
        assertThat(policy.contains("\"s3:PutObject\"")).isEqualTo(role.isWriting());
        assertThat(policy.contains("PutObjectRetention")).isEqualTo(role.isWriting());
    }

    @ParameterizedTest
    @EnumSource(S3Role.class)
    void everyPolicyIsShortEnoughForASession(S3Role role) {
        S3Policy longest = S3Policy.of(role, "b".repeat(63), "p".repeat(100))
                .locking(Duration.ofDays(9_999))
                .tagging()
                .hiding("data");
        assertThat(longest.oneLine().length()).isLessThanOrEqualTo(LONGEST_OF_A_SESSION);
    }

    @Test
    void inABucketWithoutVersionsThePrunerRemovesTheOnlyOne() {
        assertThat(S3Policy.pruner("backups", "").withoutVersions().oneLine())
                .contains("\"s3:DeleteObject\"")
                .doesNotContain("ObjectVersion", "BucketVersions");
    }

    @Test
    void theWholeBucketNeedsNoCondition() {
        assertThat(S3Policy.auditor("backups", "").oneLine())
                .contains("\"arn:aws:s3:::backups/*\"")
                .doesNotContain("Condition");
    }

    @Test
    void storesAreSpokenToInTheirWords() {
        S3Policy policy = S3Policy.writer("backups", "git").locking(Duration.ofHours(25));
        assertThat(policy.oneLine()).contains("if-none-match", "retention-days\":\"2\"");
        assertThat(policy.in(S3PolicyDialect.MINIO).oneLine())
                .doesNotContain("if-none-match")
                .contains("retention-days");
        assertThat(policy.in(S3PolicyDialect.CEPH).oneLine())
                .doesNotContain("if-none-match", "retention-days")
                .contains("PutObjectRetention");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a?", "${aws:username}", "a\"b", "a\\b", "/a", "a//b", "a b"})
    void whatHasAMeaningInPoliciesIsNoPrefix(String prefix) {
        assertThatThrownBy(() -> S3Policy.writer("backups", prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prefix);
        assertThatThrownBy(
                        () -> S3Policy.writer("backups", "git").hiding(prefix).json())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLockLastsAWhile() {
        assertThatThrownBy(() -> S3Policy.writer("backups", "git").locking(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
