package org.corvee.jobs.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.corvee.home.DataHome;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;

/**
 * Where it is written which schedule, and which part of a night's work, is to run when and by whom: the tables of
 * db-scheduler. They lie in the database of the job repository where that is a server; in a file of its own otherwise,
 * since the scheduler holds its file open all day and a refresh by hand must still find its job repository.
 */
public final class TaskDatabase implements Closeable {

    /** The columns as db-scheduler's documentation gives them for PostgreSQL, in types that H2 has too. */
    private static final String TABLE = """
            create table if not exists %s (
              task_name varchar(200) not null,
              task_instance varchar(200) not null,
              task_data bytea,
              execution_time timestamp with time zone not null,
              picked boolean not null,
              picked_by varchar(200),
              last_success timestamp with time zone,
              last_failure timestamp with time zone,
              consecutive_failures int,
              last_heartbeat timestamp with time zone,
              version bigint not null,
              priority smallint,
              primary key (task_name, task_instance))""";

    private static final String SCHEDULES = "scheduled_tasks";

    /**
     * The table of the parts of a night's work, which lies in the job repository. It is not that of the schedules, since
     * db-scheduler deletes in time what a process has no task for.
     */
    public static final String PARTITIONS = "scheduled_partitions";

    private static final int CONNECTIONS = 8;

    private final HikariDataSource dataSource;

    private TaskDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Opens it and makes the table where it is missing.
     *
     * @throws SQLException when it cannot be reached, or when it is a file that another process has open
     */
    public static TaskDatabase open(Settings settings, DataHome home) throws SQLException {
        HikariConfig config = new HikariConfig();
        // The file is closed by whoever opened it: H2 itself would do it as soon as the process is asked to end,
        // before the scheduler has written down what it stopped.
        config.setJdbcUrl(settings.text(Setting.JOBS_URL)
                .orElse("jdbc:h2:file:" + home.schedule().resolve("schedule")
                        // H2 would keep what it was told for half a second before it writes it down.
                        + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE"));
        settings.text(Setting.JOBS_USER).ifPresent(config::setUsername);
        settings.text(Setting.JOBS_PASSWORD).ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        TaskDatabase database = new TaskDatabase(new HikariDataSource(config));
        try {
            create(database.dataSource, SCHEDULES);
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /** Makes the table of the parts where it is missing. */
    public static void createPartitions(DataSource dataSource) throws SQLException {
        create(dataSource, PARTITIONS);
    }

    private static void create(DataSource dataSource, String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try {
                statement.execute(String.format(TABLE, table));
            } catch (SQLException e) {
                // Another process may make it at the same moment: then it is there the second time.
                statement.execute(String.format(TABLE, table));
            }
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
