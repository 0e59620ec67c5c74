-- In what snapshots differ from what was known of their source, and which mistakes of publishers are corrected.

create table ops.drift (
    source_id varchar not null,
    snapshot_sha256 varchar not null,
    kind varchar not null,
    column_name varchar,
    expected varchar,
    found varchar,
    "rows" bigint,
    example varchar,
    file_to_edit varchar not null
);
comment on table ops.drift is 'In what a snapshot that is not loaded differs from what was known of its source. One row per source, snapshot and difference. Each stops its source until the file is edited.';
comment on column ops.drift.source_id is 'The source.';
comment on column ops.drift.snapshot_sha256 is 'The snapshot that is refused.';
comment on column ops.drift.kind is 'column_missing, column_unknown, column_twice, column_unexpected (not what the manifest says), header_changed, new_code, value_out_of_bounds, too_many_rejected, rows_below_floor, rows_above_ceiling or correction_not_needed.';
comment on column ops.drift.column_name is 'The column; null when it is no matter of one column.';
comment on column ops.drift.expected is 'What was known, at most 300 characters; for header_changed all columns of the snapshot that is loaded instead, or of the descriptor, as a JSON list.';
comment on column ops.drift.found is 'What is there instead, likewise.';
comment on column ops.drift."rows" is 'How many rows show it; null when it is no matter of rows.';
comment on column ops.drift.example is 'A line of the file and its text, at most 300 characters: as published when normalize rejected it, as JSON of its typed values when load did.';
comment on column ops.drift.file_to_edit is 'The file in which to say that the difference is right, from the root of the project.';

create table ops.correction (
    source_id varchar not null,
    snapshot_sha256 varchar not null,
    row_number bigint not null,
    column_name varchar not null,
    published varchar,
    corrected varchar,
    reason varchar not null,
    status varchar not null,
    noted_on date not null
);
comment on table ops.correction is 'Mistakes of publishers that are corrected on load. One row per source, snapshot, record and column. The snapshot and its normalized form keep what was published.';
comment on column ops.correction.source_id is 'The source.';
comment on column ops.correction.snapshot_sha256 is 'The loaded snapshot.';
comment on column ops.correction.row_number is 'Position of the record in that snapshot, from 1.';
comment on column ops.correction.column_name is 'The column of the publisher.';
comment on column ops.correction.published is 'What the publisher prints; null when nothing.';
comment on column ops.correction.corrected is 'What is loaded instead; null when nothing.';
comment on column ops.correction.reason is 'Why it is a mistake, and how the right value is known.';
comment on column ops.correction.status is 'suspected, confirmed or reported: see ref.code.';
comment on column ops.correction.noted_on is 'Day on which it was noted.';
