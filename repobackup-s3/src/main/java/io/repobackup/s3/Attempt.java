package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;

/**
 * What a request is for, as failures tell it.
 *
 * @param action what is done to what, such as «Putting s3://bucket/key»
 * @param permission what the store's owner must allow for it, in the store's words
 * @param key the object, or the place when it is for many
 * @param writes whether it may have changed something although its answer was lost
 */
record Attempt(String action, String permission, String key, boolean writes) {

    static Attempt reading(String verb, BucketPlace place, BlobKey key, String permission) {
        return new Attempt(verb + " " + place.url(key), permission, key.text(), false);
    }

    static Attempt writing(String verb, BucketPlace place, BlobKey key, String permission) {
        return new Attempt(verb + " " + place.url(key), permission, key.text(), true);
    }

    static Attempt onPlace(String verb, BucketPlace place, String permission) {
        return new Attempt(verb + " " + place, permission, place.toString(), false);
    }

    @Override
    public String toString() {
        return action;
    }
}
