package org.corvee.jobs.notification;

import java.util.List;

/** Events as plain text for people. Nothing in it can be a header or end a line that is not meant to. */
final class Words {

    private static final int SUBJECT = 120;

    private Words() {}

    /** One line: the worst, and how many more there are. */
    static String subject(List<Event> events) {
        String rest = events.size() == 1 ? "" : " (and " + (events.size() - 1) + " more)";
        String title = "Corvée: " + oneLine(Told.worst(events).title());
        return (title.length() > SUBJECT ? title.substring(0, SUBJECT) + "…" : title) + rest;
    }

    /** All of them, in the order in which they came about. */
    static String text(List<Event> events) {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(oneLine(event.title()))
                    .append('\n');
            if (event.problem() != null) {
                event.problem()
                        .lines()
                        .forEach(line ->
                                text.append("    ").append(oneLine(line)).append('\n'));
            }
            if (event.kind() != Kind.TEST) {
                text.append("  since: ").append(event.since()).append('\n');
                text.append("  report: ").append(event.report()).append('\n');
            }
            if (!event.nextStep().isEmpty()) {
                text.append("  next: ").append(oneLine(event.nextStep())).append('\n');
            }
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
