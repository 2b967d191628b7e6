package io.repobackup.core.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedItemsTest {

    @TempDir
    Path scratch;

    @Test
    void ofEachIdTheLastValueCountsAndWhatIsGoneIsGone() {
        try (MergedItems items = MergedItems.in(scratch)) {
            apply(items, put("2", "\"b\""), put("1", "\"a\""), put("3", "\"c\""));
            apply(items, put("1", "\"A\""), gone("3"), gone("9"));
            assertThat(values(items)).containsExactly("\"A\"", "\"b\"");
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void whatWasGoneMayReturn() {
        try (MergedItems items = MergedItems.in(scratch)) {
            apply(items, put("1", "1"), gone("1"), put("1", "2"));
            assertThat(values(items)).containsExactly("2");
        }
    }

    @Test
    void aReplacementForgetsWhatWasBefore() {
        try (MergedItems items = MergedItems.in(scratch)) {
            apply(items, put("1", "1"), put("2", "2"));
            items.clear();
            apply(items, put("2", "22"));
            assertThat(values(items)).containsExactly("22");
        }
    }

    @Test
    void longItemsComeBackWhole() {
        String text = "\"" + "x".repeat(300_000) + "\"";
        try (MergedItems items = MergedItems.in(scratch)) {
            apply(items, put("1", text), put("2", text));
            assertThat(values(items)).containsExactly(text, text);
        }
    }

    private static ItemLine put(String id, String json) {
        return ItemLine.of(id, json.getBytes(StandardCharsets.UTF_8));
    }

    private static ItemLine gone(String id) {
        return ItemLine.gone(id);
    }

    private static void apply(MergedItems items, ItemLine... lines) {
        items.apply(List.of(lines).iterator());
    }

    private static List<String> values(MergedItems items) {
        return items.values()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}
