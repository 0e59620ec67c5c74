-- The atom of the warehouse.

create table core.figure (
    figure_id varchar not null,
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
    row_number bigint not null,
    first_seen date not null,
    last_seen date not null
);
comment on table core.figure is 'One number, as one document states it. One row per figure_id.';
comment on column core.figure.figure_id is 'Stable id: source id and key.';
comment on column core.figure.source_id is 'The source that it was loaded from.';
comment on column core.figure.document_id is 'The document that states it.';
comment on column core.figure.locator is 'Section and paragraph of the document.';
comment on column core.figure.subject is 'labor_transfer, cross_provincial, seasonal, training, vocational_center, monitoring, land, population, trade, enforcement, policy, company or framework.';
comment on column core.figure.indicator is 'What is measured; see ref.indicator.';
comment on column core.figure.population is 'Who or what is counted, where the indicator leaves that open; all otherwise.';
comment on column core.figure.region_code is 'Where; see ref.region.';
comment on column core.figure.counterpart_code is 'The other end: destination of a transfer or trade partner; null when there is none or all are meant.';
comment on column core.figure.period_start is 'First day of the period.';
comment on column core.figure.period_end is 'Last day of the period.';
comment on column core.figure.period_kind is 'year, year_to_date, half, quarter, month, jan_feb, plan, point or multi_year. Kinds are never compared with each other.';
comment on column core.figure.measure is 'actual, target, plan or estimate.';
comment on column core.figure.statistic is 'level, change (a difference), change_pct, share_pct or ratio.';
comment on column core.figure.base_indicator is 'What a change, share or ratio refers to; null for a level, and for a share that a policy requires of a population.';
comment on column core.figure.base_region_code is 'The region of the base; null when the same, or for a level.';
comment on column core.figure.base_period_start is 'First day of the base period; null for a level or when the base has the same period.';
comment on column core.figure.base_period_end is 'Last day of the base period; null likewise.';
comment on column core.figure.base_measure is 'The measure of the base, such as the target that was exceeded; null when the same, or for a level.';
comment on column core.figure.unit is 'Unit as meant; see ref.unit.';
comment on column core.figure.value is 'The number as printed, in full units; null when the document gives a range or words without a number.';
comment on column core.figure.value_low is 'Least value that the phrase allows; null when it sets no floor.';
comment on column core.figure.value_high is 'Greatest value that the phrase allows; null when it sets no ceiling.';
comment on column core.figure.bound is 'exact, approx, at_least, at_most, range or vague.';
comment on column core.figure.as_stated is 'The number phrase as printed, at most twelve words.';
comment on column core.figure.cited_document_id is 'The document that is cited for it; null when none is.';
comment on column core.figure.definition_version is 'Which definition the figure follows, where the publisher changed it; null when it never did.';
comment on column core.figure.obs_status is 'SDMX observation status: A normal, E estimated, F forecast, P provisional, B break in series, U low reliability.';
comment on column core.figure.note is 'How the figure was read, and what is doubtful; null when nothing is.';
comment on column core.figure.snapshot_sha256 is 'The snapshot that the row was read from.';
comment on column core.figure.row_number is 'Position of the record in that snapshot, from 1.';
comment on column core.figure.first_seen is 'Day (UTC) of the first snapshot that holds the figure''s key.';
comment on column core.figure.last_seen is 'Day (UTC) of the newest snapshot that holds the figure''s key.';
