package io.repobackup.benchmarks.store;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.azure.AzureBlobSink;
import io.repobackup.azure.AzureCredential;
import io.repobackup.s3.S3AccessKey;
import io.repobackup.s3.S3BlobSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How a store on this machine is reached: by this library, and by rclone as a remote named {@code store}. <i>Immutable.</i>
 *
 * @param kind what it speaks
 * @param endpoint its address
 * @param user the account or the id of the key
 * @param password the secret of it, worth nothing outside of this machine
 */
public record StoreAccess(Kind kind, URI endpoint, String user, String password) {

    /** The bucket or container that everything goes into. */
    public static final String PLACE = "measured";

    /** What a store speaks. */
    public enum Kind {
        /** S3, with what every server of it has. */
        S3,
        /** Azure Blob Storage. */
        AZURE
    }

    /** As {@link #write} wrote it. */
    public static StoreAccess read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new StoreAccess(Kind.valueOf(lines.get(0)), URI.create(lines.get(1)), lines.get(2), lines.get(3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For another process. */
    public void write(Path file) {
        write(file, List.of(kind.name(), endpoint.toString(), user, password));
    }

    /** The settings of rclone, which are its own where nothing is said here. */
    public void writeForRclone(Path file) {
        write(
                file,
                kind == Kind.S3
                        ? List.of(
                                "[store]",
                                "type = s3",
                                "provider = Other",
                                "access_key_id = " + user,
                                "secret_access_key = " + password,
                                "endpoint = " + endpoint)
                        : List.of("[store]", "type = azureblob", "sas_url = " + endpoint + "?" + signature()));
    }

    /** A sink of this library as it is when nothing but the address is set; the caller closes it. */
    public BlobSink open() {
        Secret secret = Secret.of(password.toCharArray());
        return kind == Kind.S3
                ? S3BlobSink.builder(PLACE)
                        .endpoint(endpoint)
                        .pathStyle()
                        .credentials(S3AccessKey.of(user, secret))
                        .build()
                : AzureBlobSink.builder()
                        .endpoint(endpoint)
                        .credential(AzureCredential.accountKey(user, secret))
                        .container(PLACE)
                        .build();
    }

    /** For rclone, which knows an account by name only at the address that its maker gave it. */
    private String signature() {
        AccountSasSignatureValues values = new AccountSasSignatureValues(
                OffsetDateTime.of(2099, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                AccountSasPermission.parse("rwdlac"),
                AccountSasService.parse("b"),
                AccountSasResourceType.parse("sco"));
        return new BlobServiceClientBuilder()
                .endpoint(endpoint.toString())
                .credential(new StorageSharedKeyCredential(user, password))
                .buildClient()
                .generateAccountSas(values);
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
