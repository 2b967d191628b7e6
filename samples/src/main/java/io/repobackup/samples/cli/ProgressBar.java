package io.repobackup.samples.cli;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.event.BackupListener;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws one line over and over while a run goes on, and leaves lines behind only for trouble. <i>Thread-safe.</i> */
final class ProgressBar implements BackupListener {

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final int BAR = 24;
    private static final int LINE = 79;
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final Map<PartOf, String> going = new LinkedHashMap<>();
    private long parts;
    private long ended;
    private Instant drawn = Instant.MIN;

    ProgressBar(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void on(BackupEvent event) {
        if (event instanceof BackupEvent.RunStarted started) {
            parts = started.parts();
        } else if (event instanceof BackupEvent.PartStarted started) {
            going.put(
                    new PartOf(started.subject().id(), started.part()),
                    label(started.subject().name(), started.part()));
        } else if (event instanceof BackupEvent.Progress progress) {
            going.replace(new PartOf(progress.subject().id(), progress.part()), text(progress));
        } else if (event instanceof BackupEvent.Waiting waiting) {
            leave(ProgressLines.waiting(waiting));
        } else if (event instanceof BackupEvent.PartEnded partEnded) {
            end(partEnded);
        }
        draw(event);
    }

    private void end(BackupEvent.PartEnded event) {
        ended++;
        going.remove(new PartOf(event.subject().id(), event.part()));
        if (event.outcome().severity() != Severity.OK) {
            leave(ProgressLines.ended(event));
        }
    }

    private void leave(String line) {
        err.println(BACK_AND_CLEAR + line.replaceAll("\\p{Cntrl}+", " "));
        drawn = Instant.MIN;
    }

    private void draw(BackupEvent event) {
        if (event instanceof BackupEvent.RunEnded) {
            err.print(BACK_AND_CLEAR);
            err.flush();
        } else if (!event.at().isBefore(drawn.equals(Instant.MIN) ? drawn : drawn.plus(REDRAW))) {
            drawn = event.at();
            err.print(BACK_AND_CLEAR + line());
            err.flush();
        }
    }

    private String line() {
        int filled = parts == 0 ? 0 : (int) Math.min(BAR, BAR * ended / parts);
        String bar = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + ended + "/" + parts + " ";
        String line = bar + String.join("; ", going.values()).replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LINE ? line : line.substring(0, LINE - 3) + "...";
    }

    private static String text(BackupEvent.Progress progress) {
        boolean bytes = progress.unit().equals("bytes");
        String done = bytes ? Amount.bytes(progress.done()) : Long.toString(progress.done());
        String total = bytes ? Amount.bytes(progress.total()) : Long.toString(progress.total());
        return label(progress.subject().name(), progress.part()) + " " + done
                + (progress.total() < 0 ? "" : " of " + total)
                + (bytes ? "" : " " + progress.unit());
    }

    private static String label(String subject, Part part) {
        return part.equals(Part.GIT) ? subject : subject + " " + part;
    }

    /** One part of one subject. */
    private record PartOf(SubjectId subject, Part part) {}
}
