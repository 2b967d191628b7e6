package io.repobackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.vault.json.Gzip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of docs/FORMAT.md is what this library writes. */
class FormatExampleTest {

    @Test
    void theRecordOfTheDescriptionIsWrittenAndReadAsItStands() throws IOException {
        String page = Files.readString(Path.of("../docs/FORMAT.md"));
        List<String> blocks = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        byte[] line = blocks.get(1).getBytes(StandardCharsets.UTF_8);

        RecordBytes.Decoded decoded = RecordBytes.decode(VaultFixture.recordKey(1), Gzip.compress(line));

        assertThat(Gzip.expand(RecordBytes.encode(decoded.record(), Optional.empty()), 1 << 20))
                .isEqualTo(line);
        assertThat(page).contains("`" + decoded.link().sha256() + "`");
        assertThat(blocks.get(0)).contains(decoded.record().header().vault().text());
    }
}
