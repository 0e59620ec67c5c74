package org.corvee.jobs.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rows of schedules in db-scheduler's table, which has rows of other tasks too. */
final class ScheduleTable {

    private static final String PREFIX = "schedule ";

    private final DataSource dataSource;

    ScheduleTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The name under which the table has a schedule. */
    static String taskName(String schedule) {
        return PREFIX + schedule;
    }

    /** The schedules that the table has. */
    List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select task_name from scheduled_tasks where task_name like '"
                        + PREFIX + "%' order by task_name")) {
            while (rows.next()) {
                names.add(rows.getString(1).substring(PREFIX.length()));
            }
        }
        return names;
    }

    /** Removes a schedule; false when it is at work somewhere. */
    boolean remove(String schedule) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from scheduled_tasks where task_name = ? and not picked")) {
            delete.setString(1, taskName(schedule));
            return delete.executeUpdate() > 0;
        }
    }

    /** Makes due again what was taken and not ended. For a table whose users are all gone. */
    void releaseAll() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                            + " version = version + 1 where picked and task_name like '" + PREFIX + "%'");
        }
    }
}
