package io.repobackup.samples.cli;

import io.repobackup.age.AgeIdentity;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Files with keys in them. */
final class KeyFiles {

    private KeyFiles() {}

    static List<AgeIdentity> identities(List<Path> files) {
        return files.stream()
                .flatMap(file -> AgeIdentity.parseAll(secret(file)).stream())
                .toList();
    }

    static Secret secret(Path file) {
        byte[] bytes = read(file, "key");
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        char[] characters = new char[text.remaining()];
        text.get(characters);
        try {
            return Secret.of(characters);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(characters, '\0');
        }
    }

    static byte[] read(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot read the " + what + " file " + file + " (" + e + "); name one that is there", e);
        }
    }

    /** Writes a file that only its owner can read, and that was not there before. */
    static void writeNew(Path file, Secret content) {
        char[] characters = content.reveal();
        try (Writer out = Channels.newWriter(
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file)),
                StandardCharsets.UTF_8)) {
            out.write(characters);
        } catch (FileAlreadyExistsException e) {
            throw new MisconfiguredException(
                    "Writing the key to " + file + ": there is a file already, and a key is never replaced; name"
                            + " another",
                    e);
        } catch (IOException e) {
            throw new MisconfiguredException("Cannot write the key to " + file + " (" + e + "); name another file", e);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
