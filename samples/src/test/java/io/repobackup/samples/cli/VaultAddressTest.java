package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class VaultAddressTest {

    @Test
    void aPathIsTheAddressOfADirectory() {
        assertThat(VaultAddress.parse("./a vault").uri())
                .hasScheme("file")
                .isEqualTo(Path.of("a vault").toAbsolutePath().toUri());
    }

    @Test
    void aUrlStaysAsItIs() {
        assertThat(VaultAddress.parse("s3://bucket/prefix").uri()).isEqualTo(URI.create("s3://bucket/prefix"));
    }

    @Test
    void whatIsNeitherIsRefusedWithAnExample() {
        assertThatThrownBy(() -> VaultAddress.parse("s3://bucket/a prefix"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("./vault");
    }
}
