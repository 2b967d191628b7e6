package io.repobackup.samples;

import io.repobackup.samples.cli.CommandLineProgram;

/** The entry point of the runnable jar. */
public final class Main {

    private Main() {}

    /** Runs the command line and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(CommandLineProgram.ofProcess(args).run(args));
    }
}
