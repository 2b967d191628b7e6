package io.repobackup.core.vault;

import io.repobackup.api.subject.Availability;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.json.SubjectIdFields;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The description of a subject as JSON. */
final class SubjectJson {

    private SubjectJson() {}

    static JsonFields encode(Subject subject) {
        JsonFields attributes = new JsonFields();
        Map<String, String> sorted = new TreeMap<>(subject.attributes());
        sorted.forEach(attributes::put);
        JsonFields fields = SubjectIdFields.encode(subject.id())
                .put("name", subject.name())
                .put("url", subject.url().toString())
                .put("attributes", attributes);
        if (subject instanceof RemoteRepository repository) {
            fields.put("availability", word(repository.availability()));
        }
        return fields;
    }

    static Subject decode(JsonObject fields) {
        SubjectId id = SubjectIdFields.decode(fields);
        JsonObject attributes = fields.object("attributes");
        URI url = URI.create(fields.text("url"));
        if (id instanceof RepositoryId repositoryId) {
            RemoteRepository.Builder repository = RemoteRepository.builder(repositoryId)
                    .name(fields.text("name"))
                    .url(url)
                    .availability(availability(fields.text("availability")));
            attributes.names().forEach(name -> repository.attribute(name, attributes.text(name)));
            return repository.build();
        }
        Owner.Builder owner =
                Owner.builder((OwnerId) id).name(fields.text("name")).url(url);
        attributes.names().forEach(name -> owner.attribute(name, attributes.text(name)));
        return owner.build();
    }

    private static String word(Availability availability) {
        return availability.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Availability availability(String word) {
        for (Availability availability : Availability.values()) {
            if (word(availability).equals(word)) {
                return availability;
            }
        }
        throw new MalformedException("an availability", word);
    }
}
