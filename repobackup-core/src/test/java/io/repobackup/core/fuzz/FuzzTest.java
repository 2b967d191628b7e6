package io.repobackup.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, reading them ends soon, within bounds of memory, with a value or with a failure that callers
 * expect, whose message is fit for a terminal. A new find becomes a file of the corpus.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {

    private static final int FEW = 1_500;
    private static final int MANY = 50_000;

    private List<Format> formats = List.of();

    @BeforeAll
    void makeSeeds(@TempDir Path scratch) {
        formats = new Formats(scratch).all();
    }

    Stream<Format> formats() {
        return formats.stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void soundInputsAreRead(Format format) throws Exception {
        for (byte[] seed : format.seeds()) {
            format.reading().read(seed.clone());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void keptInputsBreakNothing(Format format) {
        Trial trial = new Trial(format);
        within(Duration.ofMinutes(4), () -> Corpus.of(format).forEach(file -> trial.run(Corpus.bytes(file))));
    }

    @Test
    void everyFolderOfTheCorpusIsReplayed() {
        assertThat(formats).extracting(Format::name).doesNotHaveDuplicates().containsAll(Corpus.formats());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void spoiledInputsBreakNothing(Format format) {
        attack(format, 1, FEW);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("formats")
    void manySpoiledInputsBreakNothing(Format format) {
        attack(format, 2, MANY);
    }

    private static void attack(Format format, long seed, int inputs) {
        List<byte[]> known = new ArrayList<>(format.seeds());
        Corpus.of(format).forEach(file -> known.add(Corpus.bytes(file)));
        Mutations mutations = new Mutations(seed, known);
        Trial trial = new Trial(format);
        within(Duration.ofMinutes(30), () -> {
            for (int i = inputs * format.share() / 100; i > 0; i--) {
                trial.run(mutations.next());
            }
        });
    }

    /** Only a net for what never ends; how much a reading may do is counted, not timed. */
    private static void within(Duration limit, Runnable work) {
        assertTimeoutPreemptively(limit, work::run);
    }
}
