package io.repobackup.core.git.local;

import io.repobackup.core.git.connection.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.TransferConfig;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPack.RequestPolicy;

/** JGit's upload-pack in this process. */
final class JGitChannel implements Channel {

    private final LocalRepository local;
    private final Repository repository;

    /** A channel to this repository, which it closes. */
    JGitChannel(LocalRepository local, Repository repository) {
        this.local = local;
        this.repository = repository;
    }

    @Override
    public String name() {
        return local.path().toString();
    }

    @Override
    public InputStream ask(byte[] request) throws IOException {
        return AnswerPipe.open("upload-pack of " + local.path(), out -> answer(request, out));
    }

    @Override
    public InputStream capabilities() throws IOException {
        return AnswerPipe.open("capabilities of " + local.path(), this::advertise);
    }

    @Override
    public void close() {
        repository.close();
    }

    private void answer(byte[] request, OutputStream out) throws IOException {
        try (UploadPack upload = uploadPack()) {
            upload.uploadWithExceptionPropagation(new ByteArrayInputStream(request), out, null);
        }
    }

    private void advertise(OutputStream out) throws IOException {
        try (UploadPack upload = uploadPack()) {
            upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)));
        }
    }

    private UploadPack uploadPack() {
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.setExtraParameters(List.of("version=2"));
        upload.setRequestPolicy(RequestPolicy.ANY);
        // Whoever reads the files may have all of them: what the repository hides from its clients does not count here.
        upload.setTransferConfig(new TransferConfig(new Config()));
        PackConfig packing = new PackConfig(repository);
        packing.setThreads(1);
        upload.setPackConfig(packing);
        return upload;
    }
}
