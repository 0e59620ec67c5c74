-- What visits to publishers found.

create table core.source_visit (
    source_id varchar not null,
    file varchar not null,
    state varchar not null check (state in ('alive', 'moved', 'blocked', 'gone', 'failing', 'unreachable')),
    since timestamptz not null,
    until timestamptz not null,
    url varchar not null,
    status integer,
    snapshot_sha256 varchar,
    problem varchar
);
comment on table core.source_visit is 'What visits to the web found. Visits one after the other that found the same are one row. One row per source, file and spell.';
comment on column core.source_visit.source_id is 'The source; document for the documents that figures cite.';
comment on column core.source_visit.file is 'The name under which answers to the request are kept; of a document its id.';
comment on column core.source_visit.state is 'alive: it is there. moved: it is there, and its publisher says for good that its address is another one. blocked: the publisher answers, but not to this client. gone: the publisher says that there is no such document. failing: the publisher answers with an error or with something that is not the document. unreachable: there was no whole answer.';
comment on column core.source_visit.since is 'The first visit that found it.';
comment on column core.source_visit.until is 'The last visit before this build that found it.';
comment on column core.source_visit.url is 'The address that answered, or that was asked.';
comment on column core.source_visit.status is 'Status of HTTP where it tells why the document could not be had; null otherwise.';
comment on column core.source_visit.snapshot_sha256 is 'The bytes that were seen; null when none were.';
comment on column core.source_visit.problem is 'What was wrong; null when nothing was.';

comment on column ops.source_freshness.supply is 'curated: a table that this project keeps by hand. dropped: files of the publisher that a person downloads. fetched: files that are fetched over HTTP.';
comment on column ops.source_freshness.state is 'fresh: the newest snapshot is loaded and nothing is wrong. stale: rows are loaded, but an older snapshot is shown or no newer one could be taken. missing: no rows are loaded. waiting: no file was ever there: none was dropped, a key is not set, or the publisher was never reached.';
