package org.corvee.jobs.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.corvee.home.DataHome;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/** Where Spring Batch keeps the job repository: on a server, or in a file of the data home. */
public final class JobDatabase {

    private static final String SECONDS = "10";

    private JobDatabase() {}

    /** The properties by which Spring Boot connects to it. */
    public static Map<String, Object> properties(Settings settings, DataHome home) {
        return Map.of(
                "spring.datasource.url",
                settings.text(Setting.JOBS_URL)
                        .orElse("jdbc:h2:file:" + home.jobs().resolve("jobs")
                                // Written into the file by former versions, which left it open until their process
                                // ended.
                                + ";DB_CLOSE_DELAY=0;TRACE_LEVEL_FILE=0"),
                "spring.datasource.username",
                settings.text(Setting.JOBS_USER).orElse(""),
                "spring.datasource.password",
                settings.text(Setting.JOBS_PASSWORD).orElse(""));
    }

    /**
     * Tries whether a server can be reached.
     *
     * @throws ProblemException when it cannot; with what the server says, and never with a password
     */
    public static void requireReachable(Settings settings) {
        Settings.Value url = settings.value(Setting.JOBS_URL).orElse(null);
        if (url == null) {
            return;
        }
        Properties properties = new Properties();
        settings.text(Setting.JOBS_USER).ifPresent(user -> properties.setProperty("user", user));
        settings.text(Setting.JOBS_PASSWORD).ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("loginTimeout", SECONDS);
        try (Connection connection = DriverManager.getConnection(url.text(), properties)) {
            connection.isReadOnly();
        } catch (SQLException e) {
            String told = settings.told(Setting.JOBS_URL).orElse("");
            String message = String.valueOf(e.getMessage()).replace(url.text(), told);
            throw new ProblemException(Problem.cannot(url.where(), "reach", Setting.JOBS_URL.key(), told)
                    .expected("a PostgreSQL server that lets " + Setting.JOBS_USER.key() + " in")
                    .found(message));
        }
    }
}
