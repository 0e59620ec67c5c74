-- What a build is of, and which sources may be passed on.

alter table ops.run add column files_sha256 varchar;
alter table ops.run add column as_of date;
alter table ops.run add column release_id varchar;
comment on column ops.run.files_sha256 is 'SHA-256 over snapshots, descriptors, SQL and code, whatever was wrong with sources.';
comment on column ops.run.as_of is 'Last day (UTC) of the snapshots that were loaded; null when all were.';
comment on column ops.run.release_id is 'The release that this file belongs to, as 2026-11-25.1; null when it is none.';

alter table ops.source_freshness add column supply varchar;
alter table ops.source_freshness add column redistribution varchar;
comment on column ops.source_freshness.supply is 'curated: a table that this project keeps by hand. dropped: files of the publisher.';
comment on column ops.source_freshness.redistribution is 'allowed: its rows are part of releases. forbidden: they are not.';
