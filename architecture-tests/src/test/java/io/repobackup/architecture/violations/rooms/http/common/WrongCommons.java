package io.repobackup.architecture.violations.rooms.http.common;

final class WrongCommons {}
