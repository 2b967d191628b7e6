package io.repobackup.s3.policy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists and texts as JSON (RFC 8259). <i>Confined to one thread at a time.</i> */
final class PolicyJson {

    private final StringBuilder text = new StringBuilder();
    private final String step;

    private PolicyJson(String step) {
        this.step = step;
    }

    /** On several lines, for people. */
    static String indented(Map<String, ?> object) {
        return write(object, "  ");
    }

    /** On one line, without a blank: stores limit the length of what is sent to them, and some read no blanks. */
    static String oneLine(Map<String, ?> object) {
        return write(object, "");
    }

    private static String write(Map<String, ?> object, String step) {
        PolicyJson json = new PolicyJson(step);
        json.value(object, "");
        return json.text.toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> object) {
            members(object, indent);
        } else if (value instanceof List<?> array) {
            elements(array, indent);
        } else {
            string(value.toString());
        }
    }

    private void members(Map<?, ?> object, String indent) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> all = object.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<?, ?> member = all.next();
            newLine(indent + step);
            string(member.getKey().toString());
            text.append(step.isEmpty() ? ":" : ": ");
            value(member.getValue(), indent + step);
            text.append(all.hasNext() ? "," : "");
        }
        newLine(indent);
        text.append('}');
    }

    private void elements(List<?> array, String indent) {
        text.append('[');
        for (Iterator<?> all = array.iterator(); all.hasNext(); ) {
            newLine(indent + step);
            value(all.next(), indent + step);
            text.append(all.hasNext() ? "," : "");
        }
        newLine(indent);
        text.append(']');
    }

    private void newLine(String indent) {
        if (!step.isEmpty()) {
            text.append('\n').append(indent);
        }
    }

    private void string(String value) {
        text.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        text.append('"');
    }
}
