package io.repobackup.architecture.violations.signatures.testkit;

import org.junit.jupiter.api.TestInfo;

/** A contract kit is made of JUnit. */
public abstract class RightKit {
    public abstract void name(TestInfo test);
}
