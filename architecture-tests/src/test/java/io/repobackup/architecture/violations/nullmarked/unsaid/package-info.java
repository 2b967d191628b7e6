/** Says what it holds, but not that null is marked. */
package io.repobackup.architecture.violations.nullmarked.unsaid;
