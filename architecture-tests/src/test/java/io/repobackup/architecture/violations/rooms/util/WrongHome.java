package io.repobackup.architecture.violations.rooms.util;

final class WrongHome {}
