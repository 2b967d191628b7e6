package io.repobackup.architecture.violations.rooms.utilisation;

final class RightWord {}
