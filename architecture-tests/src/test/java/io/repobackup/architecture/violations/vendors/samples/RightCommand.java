package io.repobackup.architecture.violations.vendors.samples;

import picocli.CommandLine.Command;

@Command
final class RightCommand {}
