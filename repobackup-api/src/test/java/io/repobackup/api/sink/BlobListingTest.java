package io.repobackup.api.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlobListingTest {

    private static final BlobKey KEY = BlobKey.of("log/host/1");

    @Test
    void allIncludesEveryKey() {
        assertThat(BlobListing.all().includes(KEY)).isTrue();
        assertThat(BlobListing.all().folder()).isEmpty();
        assertThat(BlobListing.all().after()).isEmpty();
    }

    @Test
    void aFolderIncludesWhatLiesBelowIt() {
        BlobListing listing = BlobListing.under(BlobKey.of("log"));
        assertThat(listing.includes(KEY)).isTrue();
        assertThat(listing.includes(BlobKey.of("log"))).isFalse();
        assertThat(listing.includes(BlobKey.of("log-2/host"))).isFalse();
    }

    @Test
    void aBeginningExcludesItselfAndWhatComesBefore() {
        BlobListing listing = BlobListing.under(BlobKey.of("log")).after(KEY);
        assertThat(listing.includes(KEY)).isFalse();
        assertThat(listing.includes(BlobKey.of("log/host/0"))).isFalse();
        assertThat(listing.includes(BlobKey.of("log/host/10"))).isTrue();
        assertThat(listing).hasToString("keys under log after log/host/1");
    }
}
