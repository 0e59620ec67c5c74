package org.corvee.model;

import org.corvee.problem.Location;

/**
 * A mart: one SELECT and what is promised of it.
 *
 * @param subject the folder that it lies in
 * @param name of the table in schema {@code mart}
 * @param sql the SELECT
 * @param descriptor what is promised
 */
public record Model(String subject, String name, String sql, ModelDescriptor descriptor) {

    /** {@code mart.<name>}. */
    public String table() {
        return "mart." + name;
    }

    public Location location() {
        return Location.of("mart", subject + "/" + name + ".sql");
    }
}
