package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a fresh JVM is started: the same as this one, with some options. */
record Jvm(List<String> options, List<String> program) {

    /** With the classes of this program. */
    static Jvm ofThisProgram(String... options) {
        return new Jvm(List.of(options), List.of("-cp", System.getProperty("java.class.path")));
    }

    /** With a runnable jar. */
    static Jvm ofJar(Path jar) {
        return new Jvm(List.of(), List.of("-jar", jar.toString()));
    }

    Jvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Jvm(all, program);
    }

    List<String> command(Class<?> main, String... arguments) {
        return command(join(List.of(main.getName()), List.of(arguments)));
    }

    List<String> command(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return join(join(List.of(java), options), join(program, arguments));
    }

    static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
