package io.repobackup.architecture.violations.vendors.http;

import picocli.CommandLine.Command;

@Command
final class WrongCommand {}
