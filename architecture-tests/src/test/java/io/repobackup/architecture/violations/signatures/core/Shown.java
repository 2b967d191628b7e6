package io.repobackup.architecture.violations.signatures.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInfo;

/** Classes that others see. */
public final class Shown {

    public abstract static class RightOwn {
        private ObjectId inside = ObjectId.zeroId();

        public abstract <T extends Comparable<T>> Map<String, List<int[]>> sorted(T[] values) throws IOException;

        ObjectId inside() {
            return inside;
        }
    }

    abstract static class RightHidden {
        public abstract ObjectId id();
    }

    public abstract static class WrongAnswer {
        public abstract ObjectId id();
    }

    public abstract static class WrongParameter {
        public abstract void take(List<? extends ObjectId> ids);
    }

    public abstract static class WrongArray {
        public abstract void take(ObjectId[][] ids);
    }

    public static class WrongField {
        protected @Nullable ObjectId id;
    }

    public static class WrongConstructor {
        public WrongConstructor(ObjectId id) {
            Objects.requireNonNull(id);
        }
    }

    public abstract static class WrongThrows {
        public abstract void read() throws MissingObjectException;
    }

    public abstract static class WrongBound<T extends ObjectId> {}

    public abstract static class WrongMethodBound {
        public abstract <T extends ObjectId> void take(T id);
    }

    public abstract static class WrongParent extends ObjectIdRef.Unpeeled {
        protected WrongParent(Ref.Storage storage, String name) {
            super(storage, name, null);
        }
    }

    public abstract static class WrongInterface implements Iterable<ObjectId> {}

    public abstract static class WrongKit {
        public abstract void name(TestInfo test);
    }
}
