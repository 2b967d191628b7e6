package io.repobackup.samples.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in aligned columns, the last of which is as long as it likes. <i>Confined to one thread.</i> */
final class Table {

    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... headings) {
        widths = new int[headings.length];
        row(headings);
    }

    Table row(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException("a row of " + widths.length + " cells, not " + cells.length);
        }
        List<String> row = new ArrayList<>();
        for (int column = 0; column < cells.length; column++) {
            String cell = inOneLine(cells[column]);
            row.add(cell);
            widths[column] = Math.max(widths[column], width(cell));
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, without line breaks or blanks at their ends. */
    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - width(cell) + GAP));
        }
        return line.toString().stripTrailing();
    }

    /** Names and messages come from outside: they may neither break the table nor steer the terminal. */
    private static String inOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
