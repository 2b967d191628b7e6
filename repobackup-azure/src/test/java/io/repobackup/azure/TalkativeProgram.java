package io.repobackup.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does everything with every kind of credentials, right and wrong, in a JVM of its own whose logs are at their most
 * talkative, and prints what it met. Arguments: the address of Azurite, a container.
 */
final class TalkativeProgram {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    private TalkativeProgram() {}

    /** The secrets come on standard input, one a line: the account's key, a wrong key, a signature, a token. */
    public static void main(String[] arguments) throws Exception {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.ALL);
        ConsoleHandler all = new ConsoleHandler();
        all.setLevel(Level.ALL);
        root.addHandler(all);
        Logger.getLogger("jdk").setLevel(Level.WARNING);
        URI endpoint = URI.create(arguments[0]);
        List<String> secrets =
                new String(System.in.readAllBytes(), UTF_8).lines().toList();
        List<AzureCredential> credentials = List.of(
                AzureCredential.connectionString(
                        secret("AccountName=" + Azurite.ACCOUNT + ";AccountKey=" + secrets.get(0))),
                AzureCredential.accountKey(Azurite.ACCOUNT, secret(secrets.get(1))),
                AzureCredential.sas(secret(secrets.get(2))),
                AzureCredential.sas(secret(secrets.get(2).replace("sp=r", "sp=w"))),
                AzureCredential.token(
                        CredentialsProvider.fixed("worker", new Credentials.Bearer(secret(secrets.get(3))))));
        for (AzureCredential credential : credentials) {
            AzureBlobSink.Builder builder = AzureBlobSink.builder()
                    .endpoint(endpoint)
                    .credential(credential)
                    .container(arguments[1])
                    .prefix(BlobKey.of("p" + credentials.indexOf(credential)))
                    .blockSizeInBytes(64 << 10);
            try (AzureBlobSink sink = builder.build()) {
                System.out.println(sink + " " + builder + " " + credential);
                use(sink);
            }
        }
        System.out.println("the end");
        System.exit(0);
    }

    static String signature(String container) {
        return Azurite.container(container)
                .generateSas(new BlobServiceSasSignatureValues(
                        OffsetDateTime.of(2099, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                        BlobContainerSasPermission.parse("rcwdl")));
    }

    private static void use(AzureBlobSink sink) {
        BlobKey key = BlobKey.of("log/1");
        shown(() -> sink.putIfAbsent(key, new byte[9], DATA));
        shown(() -> sink.putIfAbsent(key, new byte[9], DATA));
        shown(() -> {
            try (BlobUpload upload = sink.begin(BlobKey.of("data/1"), DATA)) {
                upload.write(ByteBuffer.wrap(new byte[200_000]));
                return upload.commit();
            }
        });
        shown(() -> {
            try (InputStream in = sink.open(key, ByteRange.all())) {
                return in.readAllBytes().length;
            }
        });
        shown(() -> sink.open(BlobKey.of("nothing"), ByteRange.all()));
        shown(() -> sink.list(BlobListing.all()).toList());
        shown(() -> sink.facet(Removal.class)
                .map(removal -> removal.remove(List.of(sink.stat(key).orElseThrow())))
                .orElseThrow());
    }

    private static void shown(Attempt attempt) {
        try {
            System.out.println(attempt.run());
        } catch (RepobackupException e) {
            e.printStackTrace();
        } catch (Exception e) {
            System.out.println(e);
        }
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    private interface Attempt {
        @Nullable
        Object run() throws Exception;
    }
}
