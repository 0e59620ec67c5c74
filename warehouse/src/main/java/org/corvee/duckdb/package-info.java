/** DuckDB: how connections are opened, how SQL is quoted and how the content of a table is digested. */
@NullMarked
package org.corvee.duckdb;

import org.jspecify.annotations.NullMarked;
