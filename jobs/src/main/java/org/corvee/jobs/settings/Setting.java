package org.corvee.jobs.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One thing that an operator can set. Its key in the file is its name in lower case. */
public enum Setting {
    CONTACT(false, "whom a publisher can write to: an address or a page; goes out with every request"),
    JOBS_URL(false, "the job repository, as jdbc:postgresql://HOST/DATABASE; a file of the data home when not set"),
    JOBS_USER(false, "the user of that database"),
    JOBS_PASSWORD(true, "the password of that user"),
    LOG_FORMAT(false, "how a line of the log looks: text or json; text when not set"),
    NOTIFY_WEBHOOK(true, "an http or https address that is sent each event of a night as JSON"),
    MAIL_SERVER(false, "a mail server, as smtp://HOST:PORT, or smtps:// for TLS from the first byte"),
    MAIL_USER(false, "the user of that server; none when not set"),
    MAIL_PASSWORD(true, "the password of that user"),
    MAIL_FROM(false, "the sender of mails"),
    MAIL_TO(false, "the addresses that are sent each event of a night, with commas between them"),
    METRICS_PORT(false, "the port on which the scheduler answers Prometheus at /metrics; none when not set"),
    METRICS_FILE(false, "a file ending in .prom that every refresh writes its metrics to; none when not set"),
    LINEAGE_URL(true, "an http or https address that is sent OpenLineage events, beside the files of the data home");

    private static final String PREFIX = "CORVEE_";

    private final boolean secret;
    private final String meaning;

    Setting(boolean secret, String meaning) {
        this.secret = secret;
        this.meaning = meaning;
    }

    /** The key in the file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variable of the environment. */
    public String variable() {
        return PREFIX + name();
    }

    /** Whether its value is never printed. */
    public boolean isSecret() {
        return secret;
    }

    public String meaning() {
        return meaning;
    }

    static List<String> keys() {
        return Stream.of(values()).map(Setting::key).toList();
    }

    static List<String> variables() {
        return Stream.of(values()).map(Setting::variable).toList();
    }
}
