package io.repobackup.core.filesystem;

import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes the files of blobs. Folders stay, since another process may be about to store something there.
 * <i>Thread-safe.</i>
 */
record FileRemoval(BlobFiles files) implements Removal {

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        Set<Path> touched = new TreeSet<>();
        for (StoredBlob blob : blobs) {
            Answer answer = removed(blob);
            answers.put(blob, answer);
            if (answer instanceof Answer.Removed) {
                touched.add(files.folderOf(blob.key()));
            }
        }
        touched.forEach(FileRemoval::force);
        return answers;
    }

    private Answer removed(StoredBlob blob) {
        try {
            return files.remove(blob.key()) ? new Answer.Removed() : new Answer.Absent();
        } catch (IOException e) {
            Path folder = files.folderOf(blob.key());
            return new Answer.Failed(FileFailure.ofWriting("Removing " + blob.key() + " in " + folder, folder, e));
        }
    }

    private static void force(Path folder) {
        try {
            DurableFolders.force(folder);
        } catch (IOException e) {
            throw FileFailure.ofWriting("Forcing the folder " + folder + " to the disk after a removal", folder, e);
        }
    }
}
