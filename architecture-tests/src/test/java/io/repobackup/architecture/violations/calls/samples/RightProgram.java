package io.repobackup.architecture.violations.calls.samples;

final class RightProgram {
    void say(String text) {
        System.out.println(text);
    }
}
