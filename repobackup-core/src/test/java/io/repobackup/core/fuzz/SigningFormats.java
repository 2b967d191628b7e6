package io.repobackup.core.fuzz;

import static io.repobackup.core.fuzz.Seeds.bytes;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.vault.VaultReading;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.signing.Certificate;
import io.repobackup.core.vault.signing.SignatureCheck;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.SigningKey;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.vault.signing.Verdict;
import io.repobackup.core.vault.signing.VerifyingKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is read of signatures. */
final class SigningFormats {

    private static final byte[] LINE = bytes("{\"format\":1}");

    private final TestSigners signers = new TestSigners();
    private final Signer signer = signers.everybody();
    private final SignatureCheck check = new SignatureCheck(signers.require());

    /** All of them, with these records as seeds. */
    List<Format> all(List<byte[]> records) {
        return List.of(
                Format.of(
                                "signed-record",
                                records.stream().map(this::signed).toList(),
                                input -> VaultReading.signedRecord(Gzip.compress(input), signers.require()))
                        .share(50),
                Format.of("signature", List.of(signer.sign(LINE)), this::judge),
                Format.of(
                        "certificate",
                        List.of(bytes(signer.certificate().text())),
                        input -> Certificate.parse(new String(input, StandardCharsets.UTF_8))),
                Format.of(
                        "verifying-key",
                        List.of(
                                bytes(TestSigners.key(signer).text()),
                                bytes(signers.root.verifyingKey().text())),
                        input -> VerifyingKey.parse(new String(input, StandardCharsets.UTF_8))),
                Format.of(
                        "signing-key",
                        List.of(bytes(new String(SigningKey.generate().secret().reveal()))),
                        input -> SigningKey.parse(Secret.of(new String(input, StandardCharsets.UTF_8).toCharArray()))));
    }

    private void judge(byte[] line) {
        Verdict verdict = check.judge("vault", LINE, Optional.of(line));
        if (verdict.standing() == Verdict.Standing.NONE) {
            throw new CorruptedException("the record", "a signature", verdict.text());
        }
    }

    private byte[] signed(byte[] record) {
        byte[] line = Arrays.copyOf(record, record.length - 1);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(record);
        both.writeBytes(signer.sign(line));
        both.write('\n');
        return both.toByteArray();
    }
}
