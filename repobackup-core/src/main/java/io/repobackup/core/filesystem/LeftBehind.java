package io.repobackup.core.filesystem;

import io.repobackup.api.sink.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of uploads that are neither committed nor dropped. The time of an upload is that of its last write, so an
 * upload that is still fed looks young. <i>Thread-safe.</i>
 */
record LeftBehind(SinkRoot root) implements Uploads {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*\\.part");

    /** Looks once, since there are never more of them than uploads that ran at once or crashed. */
    @Override
    public Stream<Unfinished> unfinished(Instant before) {
        List<Unfinished> found = new ArrayList<>();
        try {
            FolderScan.names(
                    root.uploads(),
                    name -> described(name)
                            .filter(upload -> upload.begunAt().isBefore(before))
                            .ifPresent(found::add));
        } catch (IOException e) {
            throw FileFailure.ofReading("Looking for unfinished uploads in " + root, e);
        }
        return found.stream();
    }

    @Override
    public void abort(Unfinished upload) {
        if (!NAME.matcher(upload.id()).matches()) {
            throw new IllegalArgumentException("'" + upload.id() + "' is no upload of the sink in " + root);
        }
        Path file = root.uploads().resolve(upload.id());
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailure.ofWriting("Aborting the upload " + upload.id() + " in " + root, file, e);
        }
    }

    private Optional<Unfinished> described(String name) throws IOException {
        return FolderScan.attributes(root.uploads().resolve(name))
                .filter(attributes ->
                        attributes.isRegularFile() && NAME.matcher(name).matches())
                .map(attributes -> new Unfinished(
                        root.uploads().getFileName() + "/" + name,
                        name,
                        attributes.lastModifiedTime().toInstant(),
                        attributes.size()));
    }
}
