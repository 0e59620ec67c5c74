-- What was known when.

create table core.figure_vintage (
    figure_id varchar not null,
    vintage integer not null,
    known_from date not null,
    known_until date,
    source_id varchar not null,
    document_id varchar not null,
    locator varchar not null,
    subject varchar not null,
    indicator varchar not null,
    population varchar not null,
    region_code varchar not null,
    counterpart_code varchar,
    period_start date not null,
    period_end date not null,
    period_kind varchar not null,
    measure varchar not null,
    statistic varchar not null,
    base_indicator varchar,
    base_region_code varchar,
    base_period_start date,
    base_period_end date,
    base_measure varchar,
    unit varchar not null,
    value decimal(24, 6),
    value_low decimal(24, 6),
    value_high decimal(24, 6),
    bound varchar not null,
    as_stated varchar not null,
    cited_document_id varchar,
    definition_version varchar,
    obs_status varchar not null,
    note varchar,
    snapshot_sha256 varchar not null,
    row_number bigint not null
);
comment on table core.figure_vintage is 'Every state in which a figure was ever known, also of figures that are gone. One row per figure_id and vintage. as_of(day) gives those of a day.';
comment on column core.figure_vintage.figure_id is 'Stable id: source id and key.';
comment on column core.figure_vintage.vintage is 'Number of the state, from 1, in order of time.';
comment on column core.figure_vintage.known_from is 'Day (UTC) of the first snapshot that holds this state.';
comment on column core.figure_vintage.known_until is 'Day (UTC) of the first later snapshot that does not hold it; null when it is the state of now.';
comment on column core.figure_vintage.source_id is 'As in core.figure.';
comment on column core.figure_vintage.document_id is 'As in core.figure.';
comment on column core.figure_vintage.locator is 'As in core.figure.';
comment on column core.figure_vintage.subject is 'As in core.figure.';
comment on column core.figure_vintage.indicator is 'As in core.figure.';
comment on column core.figure_vintage.population is 'As in core.figure.';
comment on column core.figure_vintage.region_code is 'As in core.figure.';
comment on column core.figure_vintage.counterpart_code is 'As in core.figure.';
comment on column core.figure_vintage.period_start is 'As in core.figure.';
comment on column core.figure_vintage.period_end is 'As in core.figure.';
comment on column core.figure_vintage.period_kind is 'As in core.figure.';
comment on column core.figure_vintage.measure is 'As in core.figure.';
comment on column core.figure_vintage.statistic is 'As in core.figure.';
comment on column core.figure_vintage.base_indicator is 'As in core.figure.';
comment on column core.figure_vintage.base_region_code is 'As in core.figure.';
comment on column core.figure_vintage.base_period_start is 'As in core.figure.';
comment on column core.figure_vintage.base_period_end is 'As in core.figure.';
comment on column core.figure_vintage.base_measure is 'As in core.figure.';
comment on column core.figure_vintage.unit is 'As in core.figure.';
comment on column core.figure_vintage.value is 'As in core.figure.';
comment on column core.figure_vintage.value_low is 'As in core.figure.';
comment on column core.figure_vintage.value_high is 'As in core.figure.';
comment on column core.figure_vintage.bound is 'As in core.figure.';
comment on column core.figure_vintage.as_stated is 'As in core.figure.';
comment on column core.figure_vintage.cited_document_id is 'As in core.figure.';
comment on column core.figure_vintage.definition_version is 'As in core.figure.';
comment on column core.figure_vintage.obs_status is 'As in core.figure.';
comment on column core.figure_vintage.note is 'As in core.figure.';
comment on column core.figure_vintage.snapshot_sha256 is 'The first snapshot that holds this state.';
comment on column core.figure_vintage.row_number is 'Position of the record in that snapshot, from 1.';

create macro main.as_of(day) as table (
    select figure_vintage.*
    from core.figure_vintage as figure_vintage
    where
        figure_vintage.known_from <= cast(day as date)
        and (figure_vintage.known_until is null or figure_vintage.known_until > cast(day as date))
);
