package org.corvee.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds {@code sql/} and {@code schedules/}; read only.
 *
 * @param root the clone or the unpacked distribution
 */
public record Installation(Path root) {

    /** The system property by which the launcher says where the installation is. */
    public static final String PROPERTY = "corvee.installation";

    public Installation {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Finds the installation from the system property.
     *
     * @throws IllegalStateException when the property is not set or names no folder with {@code sql/}
     */
    public static Installation find() {
        String property = System.getProperty(PROPERTY);
        if (property == null || !Files.isDirectory(Path.of(property, "sql", "sources"))) {
            throw new IllegalStateException("cannot find the installation: expected -D" + PROPERTY
                    + "=FOLDER with a folder sql/sources in it, found " + property + "; start with ./corvee");
        }
        return new Installation(Path.of(property));
    }

    public Path sql() {
        return root.resolve("sql");
    }

    public Path schedules() {
        return root.resolve("schedules");
    }

    /** The data home: {@code CORVEE_HOME} where it is set, {@code data/} of the installation otherwise. */
    public DataHome dataHome(Map<String, String> environment) {
        @Nullable String home = environment.get("CORVEE_HOME");
        return new DataHome(home == null || home.isBlank() ? root.resolve("data") : Path.of(home));
    }
}
