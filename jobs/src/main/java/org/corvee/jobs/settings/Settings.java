package org.corvee.jobs.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.corvee.descriptor.YamlMapping;
import org.corvee.home.DataHome;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;

/** What the operator has set, checked as a whole. */
public final class Settings {

    /** The file in the data home. */
    public static final String FILE = "corvee.yml";

    private static final String MASKED = "********";
    private static final String PREFIX = "CORVEE_";
    /** Which of them are asked for, the sources say. */
    private static final String KEY_OF_A_PUBLISHER = "_KEY";

    private static final String HOME = "CORVEE_HOME";
    private static final String ENVIRONMENT = "environment";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int HIGHEST_PORT = 65_535;

    private final Map<Setting, Value> values;
    private final Map<String, String> environment;

    private Settings(Map<Setting, Value> values, Map<String, String> environment) {
        this.values = values;
        this.environment = environment;
    }

    /**
     * One value.
     *
     * @param where the file with its line, or the environment
     */
    public record Value(String text, Location where) {}

    /**
     * Reads the file of the data home and the environment, which goes first.
     *
     * @throws ProblemException with everything that is wrong
     */
    public static Settings read(DataHome home, Map<String, String> environment) {
        Problems problems = new Problems();
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        Path file = home.root().resolve(FILE);
        if (Files.exists(file)) {
            YamlMapping.read(Location.ofFile(FILE), file, problems).ifPresent(yaml -> {
                for (Setting setting : Setting.values()) {
                    String text = yaml.textOrNull(setting.key());
                    if (text != null) {
                        values.put(setting, new Value(text, yaml.location(setting.key())));
                    }
                }
                yaml.done();
            });
        }
        for (Setting setting : Setting.values()) {
            String text = environment.getOrDefault(setting.variable(), "");
            if (!text.isBlank()) {
                values.put(setting, new Value(text.strip(), Location.ofFile(ENVIRONMENT)));
            }
        }
        requireKnown(environment, problems);
        Settings settings = new Settings(values, environment);
        settings.check(problems);
        problems.throwIfAny();
        return settings;
    }

    private static void requireKnown(Map<String, String> environment, Problems problems) {
        for (String variable : environment.keySet().stream().sorted().toList()) {
            boolean known = variable.equals(HOME)
                    || Setting.variables().contains(variable)
                    || variable.endsWith(KEY_OF_A_PUBLISHER);
            if (variable.startsWith(PREFIX) && !known) {
                problems.add(Problem.cannot(Location.ofFile(ENVIRONMENT), "use", "variable", variable)
                        .allowed(Setting.variables())
                        .nearest(variable, Setting.variables()));
            }
        }
    }

    private void check(Problems problems) {
        value(Setting.JOBS_URL)
                .filter(value -> !value.text().startsWith(POSTGRESQL))
                .ifPresent(value -> problems.add(wrong(Setting.JOBS_URL, "an address that starts with " + POSTGRESQL)));
        if (text(Setting.JOBS_URL).isEmpty()) {
            requireNoneOf(List.of(Setting.JOBS_USER, Setting.JOBS_PASSWORD), Setting.JOBS_URL, problems);
        }
        value(Setting.LOG_FORMAT)
                .filter(value -> !List.of("text", "json").contains(value.text()))
                .ifPresent(value -> problems.add(wrong(Setting.LOG_FORMAT, "text or json")));
        for (Setting setting : List.of(Setting.NOTIFY_WEBHOOK, Setting.LINEAGE_URL)) {
            if (text(setting).isPresent() && !isAddress(setting, List.of("http", "https"))) {
                problems.add(wrong(setting, "an address that starts with http:// or https://"));
            }
        }
        checkMail(problems);
        checkMetrics(problems);
    }

    private void checkMail(Problems problems) {
        if (text(Setting.MAIL_SERVER).isEmpty()) {
            requireNoneOf(
                    List.of(Setting.MAIL_USER, Setting.MAIL_PASSWORD, Setting.MAIL_FROM, Setting.MAIL_TO),
                    Setting.MAIL_SERVER,
                    problems);
            return;
        }
        if (!isAddress(Setting.MAIL_SERVER, List.of("smtp", "smtps"))) {
            problems.add(wrong(Setting.MAIL_SERVER, "an address such as smtp://mail.example.org:25"));
        }
        if (text(Setting.MAIL_SERVER).orElse("").contains("@")) {
            problems.add(wrong(
                    Setting.MAIL_SERVER, "an address without a user; '" + Setting.MAIL_USER.key() + "' is for that"));
        }
        if (text(Setting.MAIL_FROM).orElse("").contains(",")) {
            problems.add(wrong(Setting.MAIL_FROM, "one mail address"));
        }
        if (text(Setting.MAIL_PASSWORD).isEmpty()) {
            requireNoneOf(List.of(Setting.MAIL_USER), Setting.MAIL_PASSWORD, problems);
        }
        if (text(Setting.MAIL_USER).isEmpty()) {
            requireNoneOf(List.of(Setting.MAIL_PASSWORD), Setting.MAIL_USER, problems);
        }
        for (Setting setting : List.of(Setting.MAIL_FROM, Setting.MAIL_TO)) {
            String text = text(setting).orElse("");
            if (text.isEmpty()) {
                problems.add(Problem.cannot(where(Setting.MAIL_SERVER), "use", Setting.MAIL_SERVER.key())
                        .expected("'" + setting.key() + "' beside it"));
            } else if (!text.matches("[^@\\s,]+@[^@\\s,]+(\\s*,\\s*[^@\\s,]+@[^@\\s,]+)*")) {
                problems.add(wrong(setting, "a mail address"));
            }
        }
    }

    private void checkMetrics(Problems problems) {
        text(Setting.METRICS_PORT).ifPresent(text -> {
            boolean number = text.matches("\\d{1,5}");
            if (!number || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST_PORT) {
                problems.add(wrong(Setting.METRICS_PORT, "a port from 1 to " + HIGHEST_PORT));
            }
        });
        text(Setting.METRICS_FILE).ifPresent(text -> {
            // Whether its folder is there is told after a run: a night must not fail for want of it.
            if (!text.endsWith(".prom")) {
                problems.add(wrong(Setting.METRICS_FILE, "a file ending in .prom"));
            }
        });
    }

    private void requireNoneOf(List<Setting> settings, Setting missing, Problems problems) {
        for (Setting setting : settings) {
            if (text(setting).isPresent()) {
                problems.add(Problem.cannot(where(setting), "use", setting.key())
                        .expected("'" + missing.key() + "' beside it"));
            }
        }
    }

    private boolean isAddress(Setting setting, List<String> schemes) {
        try {
            URI address = URI.create(text(setting).orElse(""));
            return schemes.contains(String.valueOf(address.getScheme())) && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Problem wrong(Setting setting, String expected) {
        Location where = where(setting);
        return setting.isSecret()
                ? Problem.cannot(where, "use", setting.key()).expected(expected)
                : Problem.cannot(where, "use", setting.key(), told(setting).orElse(""))
                        .expected(expected);
    }

    private Location where(Setting setting) {
        return value(setting).map(Value::where).orElse(Location.ofFile(FILE));
    }

    /** The value of a setting with the place that it comes from; empty when it is not set. */
    public Optional<Value> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The value of a setting; empty when it is not set. */
    public Optional<String> text(Setting setting) {
        return value(setting).map(Value::text);
    }

    /** The value of a setting as it may be printed: without secrets, which also an address may hold; empty when it is not set. */
    public Optional<String> told(Setting setting) {
        return text(setting)
                .map(text -> setting.isSecret()
                        ? MASKED
                        : text.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//" + MASKED + "@"));
    }

    /** An address; empty when it is not set. */
    public Optional<URI> address(Setting setting) {
        return text(setting).map(URI::create);
    }

    /** A number; empty when it is not set. */
    public OptionalInt number(Setting setting) {
        return text(setting).stream().mapToInt(Integer::parseInt).findFirst();
    }

    /** Whether the job repository is a server, which several machines can use at once. */
    public boolean sharesJobs() {
        return text(Setting.JOBS_URL).isPresent();
    }

    /** The variables of the environment, and those that the file stands in for. */
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(environment);
        values.forEach((setting, value) -> variables.put(setting.variable(), value.text()));
        return variables;
    }

    /** What stands in the way of reading the settings by everybody; empty when nothing does. */
    public static Optional<String> openToOthers(DataHome home) throws IOException {
        Path file = home.root().resolve(FILE);
        return Files.exists(file)
                        && Files.getFileStore(file).supportsFileAttributeView("posix")
                        && Files.getPosixFilePermissions(file).stream()
                                .anyMatch(permission -> permission.name().equals("OTHERS_READ"))
                ? Optional.of("everybody on this machine can read " + file + "; chmod 600 keeps its secrets")
                : Optional.empty();
    }
}
