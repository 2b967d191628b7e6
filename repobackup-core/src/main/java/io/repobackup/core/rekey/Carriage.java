package io.repobackup.core.rekey;

import java.util.List;

/** What of a part's content in a record is carried. <i>Immutable.</i> */
sealed interface Carriage {

    /** What it lacks in the new vault, one line each, in words for a person. */
    List<String> lacks();

    /** The last record has it as it is. */
    record Same() implements Carriage {
        @Override
        public List<String> lacks() {
            return List.of();
        }
    }

    /**
     * It is spelled anew, all of it or without some of the contents that it links.
     *
     * @param meaning what it says, with its blobs where they lie in the new vault
     */
    record Anew(PartMeaning meaning, List<String> lacks) implements Carriage {

        /** Takes a copy. */
        public Anew {
            lacks = List.copyOf(lacks);
        }
    }

    /** The old vault has lost something without which nothing of it counts: the part stands as it was before. */
    record Lost(List<String> lacks) implements Carriage {

        /** Takes a copy. */
        public Lost {
            lacks = List.copyOf(lacks);
        }
    }
}
