-- What the warehouse knows of its own making.

create table ops.run (
    run_id varchar not null,
    built_at timestamptz not null,
    inputs_sha256 varchar not null,
    code_sha256 varchar not null,
    corvee_version varchar not null,
    duckdb_version varchar not null,
    storage_version varchar not null
);
comment on table ops.run is 'The refresh that built this file. One row.';
comment on column ops.run.run_id is 'Start of the refresh in UTC, as 20261121T020000.000Z.';
comment on column ops.run.built_at is 'When the file was sealed.';
comment on column ops.run.inputs_sha256 is 'SHA-256 over all snapshots, descriptors, SQL and code. Equal inputs give equal content.';
comment on column ops.run.code_sha256 is 'SHA-256 over the code alone.';
comment on column ops.run.corvee_version is 'Version of Corvée.';
comment on column ops.run.duckdb_version is 'Version of DuckDB that wrote the file.';
comment on column ops.run.storage_version is 'Oldest DuckDB storage format that the file keeps to.';

create table ops.snapshot (
    source_id varchar not null,
    snapshot_sha256 varchar not null,
    folder varchar not null,
    file varchar not null,
    size_bytes bigint not null,
    url varchar not null,
    retrieved_at timestamptz not null,
    media_type varchar not null,
    licence varchar not null,
    is_loaded boolean not null
);
comment on table ops.snapshot is 'The raw files that are kept. One row per source and visit that brought new bytes.';
comment on column ops.snapshot.source_id is 'The source.';
comment on column ops.snapshot.snapshot_sha256 is 'SHA-256 of the raw bytes.';
comment on column ops.snapshot.folder is 'Folder under snapshots/<source_id>/ of the data home.';
comment on column ops.snapshot.file is 'File in that folder.';
comment on column ops.snapshot.size_bytes is 'Size of the raw file in bytes.';
comment on column ops.snapshot.url is 'Where the publisher has the document or table.';
comment on column ops.snapshot.retrieved_at is 'When these bytes were taken.';
comment on column ops.snapshot.media_type is 'Media type of the raw file.';
comment on column ops.snapshot.licence is 'What may be done with the content.';
comment on column ops.snapshot.is_loaded is 'Whether the rows of core come from this snapshot.';

create table ops.source_freshness (
    source_id varchar not null,
    title varchar not null,
    cadence varchar not null,
    state varchar not null check (state in ('fresh', 'stale', 'missing')),
    snapshot_sha256 varchar,
    retrieved_at timestamptz,
    rows_loaded bigint not null,
    problem varchar
);
comment on table ops.source_freshness is 'How up to date each source is. One row per source.';
comment on column ops.source_freshness.source_id is 'The source.';
comment on column ops.source_freshness.title is 'What a person calls it.';
comment on column ops.source_freshness.cadence is 'How often the publisher issues a new table.';
comment on column ops.source_freshness.state is 'fresh: the newest snapshot is loaded and nothing is wrong. stale: rows are loaded, but an older snapshot is shown or no newer one could be taken. missing: no rows are loaded.';
comment on column ops.source_freshness.snapshot_sha256 is 'The loaded snapshot; null when missing.';
comment on column ops.source_freshness.retrieved_at is 'When the loaded snapshot was taken; null when missing.';
comment on column ops.source_freshness.rows_loaded is 'How many of its rows are in core.';
comment on column ops.source_freshness.problem is 'Why the source is not fresh; null when it is.';

create table ops.rejected_row (
    source_id varchar not null,
    snapshot_sha256 varchar not null,
    file varchar not null,
    row_number bigint not null,
    line bigint not null,
    column_name varchar,
    reason varchar not null,
    message varchar not null,
    raw_text varchar not null
);
comment on table ops.rejected_row is 'Rows that do not conform, also of snapshots that were refused whole. One row per source, snapshot and rejected record.';
comment on column ops.rejected_row.source_id is 'The source.';
comment on column ops.rejected_row.snapshot_sha256 is 'The snapshot that holds the row.';
comment on column ops.rejected_row.file is 'File of the snapshot.';
comment on column ops.rejected_row.row_number is 'Position among the records after the header, from 1.';
comment on column ops.rejected_row.line is 'Line of the file on which the record starts, from 1.';
comment on column ops.rejected_row.column_name is 'The first column that is wrong; null when the record as a whole is.';
comment on column ops.rejected_row.reason is 'Code of what is wrong: field_count, missing_value, not_a_number, not_an_integer, not_a_date, too_many_digits, not_allowed, nul_character, unknown_name, duplicate_key.';
comment on column ops.rejected_row.message is 'Everything that is wrong with the row, for a person.';
comment on column ops.rejected_row.raw_text is 'The record: as published when normalize rejected it, as JSON of its typed values when load did.';

create table ops.reconciliation (
    source_id varchar not null,
    snapshot_sha256 varchar not null,
    stage varchar not null check (stage in ('normalize', 'load')),
    table_name varchar not null,
    rows_in bigint not null,
    rows_out bigint not null,
    rows_rejected bigint not null
);
comment on table ops.reconciliation is 'Rows in = rows out + rejected, for every hop of every loaded source. One row per source and stage.';
comment on column ops.reconciliation.source_id is 'The source.';
comment on column ops.reconciliation.snapshot_sha256 is 'The loaded snapshot.';
comment on column ops.reconciliation.stage is 'normalize (records to typed rows) or load (typed rows to core).';
comment on column ops.reconciliation.table_name is 'The table that the rows end in.';
comment on column ops.reconciliation.rows_in is 'Rows that went in.';
comment on column ops.reconciliation.rows_out is 'Rows that came out.';
comment on column ops.reconciliation.rows_rejected is 'Rows that were rejected.';

create table ops.check_result (
    check_name varchar not null,
    question varchar not null,
    violations bigint not null,
    sample varchar not null
);
comment on table ops.check_result is 'What the checks found; a published file has no violations. One row per check.';
comment on column ops.check_result.check_name is 'Name of the check.';
comment on column ops.check_result.question is 'The sentence that must be true.';
comment on column ops.check_result.violations is 'How many rows break it.';
comment on column ops.check_result.sample is 'A few of those rows, one per line; empty when there is none.';

create table ops.table_digest (
    table_name varchar not null,
    "rows" bigint not null,
    digest varchar not null
);
comment on table ops.table_digest is 'What each table of ref, core and mart holds, whatever the order of its rows. One row per table.';
comment on column ops.table_digest.table_name is 'schema.table.';
comment on column ops.table_digest."rows" is 'Number of rows.';
comment on column ops.table_digest.digest is 'First 128 bits of SHA-256 over a typed rendering of each row, summed modulo 2^128, in hexadecimal.';
