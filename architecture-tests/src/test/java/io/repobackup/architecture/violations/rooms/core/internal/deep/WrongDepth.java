package io.repobackup.architecture.violations.rooms.core.internal.deep;

final class WrongDepth {}
