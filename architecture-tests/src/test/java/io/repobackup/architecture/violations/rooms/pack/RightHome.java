package io.repobackup.architecture.violations.rooms.pack;

final class RightHome {}
