-- The dimensions. Their rows are the project's own tables in sql/reference/.

create table ref.region (
    region_code varchar not null primary key,
    region_level varchar not null,
    parent_code varchar,
    valid_from date,
    valid_to date,
    seen_from varchar,
    overlaps_prefectures varchar not null,
    note varchar
);
comment on table ref.region is 'A unit of China''s administrative divisions, or a declared set of them. One row per region_code.';
comment on column ref.region.region_code is 'GB/T 2260 code, six digits as text; or the code of a macro region, such as CN-XJ-SOUTH.';
comment on column ref.region.region_level is 'country, province, prefecture, county or macro_region.';
comment on column ref.region.parent_code is 'The region that this one is part of; null for the country and for macro regions.';
comment on column ref.region.valid_from is 'First day of the code; null where no legal date is known.';
comment on column ref.region.valid_to is 'Last day of the code; null where it is in force or no legal date is known.';
comment on column ref.region.seen_from is 'First list, as yyyy-mm, in which the code was seen; null where that was not looked up.';
comment on column ref.region.overlaps_prefectures is 'true for cities of the Production and Construction Corps, which lie inside prefectures: never add them to these.';
comment on column ref.region.note is 'What else must be known; null when nothing.';

create table ref.region_name (
    region_code varchar not null,
    name varchar not null,
    language varchar not null,
    script varchar not null,
    kind varchar not null,
    is_preferred varchar not null,
    source varchar not null
);
comment on table ref.region_name is 'What a region is called. One row per region, language and name.';
comment on column ref.region_name.region_code is 'The region.';
comment on column ref.region_name.name is 'The name. A name that could mean two regions, such as a bare Hotan, is not listed.';
comment on column ref.region_name.language is 'BCP 47 tag of the language.';
comment on column ref.region_name.script is 'ISO 15924 code of the script.';
comment on column ref.region_name.kind is 'official, common or historic.';
comment on column ref.region_name.is_preferred is 'true for the one name per region and language that tables show.';
comment on column ref.region_name.source is 'Where the name comes from.';

create table ref.region_member (
    macro_region_code varchar not null,
    region_code varchar not null,
    definition varchar not null,
    source varchar not null
);
comment on table ref.region_member is 'Which regions a macro region is made of. One row per macro region, definition and member.';
comment on column ref.region_member.macro_region_code is 'The macro region.';
comment on column ref.region_member.region_code is 'A member.';
comment on column ref.region_member.definition is 'Name of the definition; rival definitions may stand side by side.';
comment on column ref.region_member.source is 'Who defines it so.';

create table ref.partner (
    partner_code varchar not null primary key,
    name varchar not null,
    kind varchar not null,
    note varchar
);
comment on table ref.partner is 'A trade partner. One row per partner_code.';
comment on column ref.partner.partner_code is 'ISO 3166-1 alpha-3, or the code of a group, such as EU.';
comment on column ref.partner.name is 'English short name.';
comment on column ref.partner.kind is 'country, customs_territory or group.';
comment on column ref.partner.note is 'What else must be known; null when nothing.';

create table ref.unit (
    unit varchar not null primary key,
    unit_kind varchar not null,
    name varchar not null,
    description varchar not null
);
comment on table ref.unit is 'A unit of measure. Units of different kind never add, compare or divide. One row per unit.';
comment on column ref.unit.unit is 'Code of the unit.';
comment on column ref.unit.unit_kind is 'Units of the same kind may be compared.';
comment on column ref.unit.name is 'What a table prints.';
comment on column ref.unit.description is 'What exactly is counted.';

create table ref.indicator (
    indicator varchar not null primary key,
    subject varchar not null,
    name varchar not null,
    stock_or_flow varchar not null,
    description varchar not null
);
comment on table ref.indicator is 'What a figure measures. One row per indicator.';
comment on column ref.indicator.indicator is 'Code of the indicator.';
comment on column ref.indicator.subject is 'The field that it belongs to; one of the subjects of core.figure.';
comment on column ref.indicator.name is 'What a table prints.';
comment on column ref.indicator.stock_or_flow is 'stock (at a point in time), flow (over a period) or rule (set by a document).';
comment on column ref.indicator.description is 'What exactly is measured.';

create table ref.document (
    document_id varchar not null primary key,
    title varchar not null,
    author varchar,
    publisher varchar not null,
    published date not null,
    published_precision varchar not null,
    url varchar,
    archived_url varchar,
    language varchar not null,
    citation_key varchar not null,
    note varchar
);
comment on table ref.document is 'A document that states figures, or that such a document cites. One row per document_id.';
comment on column ref.document.document_id is 'Stable id.';
comment on column ref.document.title is 'Title; in square brackets a description where the title is not known.';
comment on column ref.document.author is 'Public authors or officials who sign it; null when an organisation does.';
comment on column ref.document.publisher is 'Who published it.';
comment on column ref.document.published is 'Date of publication; the first day of the month or year where only that is known.';
comment on column ref.document.published_precision is 'day, month or year: how much of published is known.';
comment on column ref.document.url is 'Where it was; null when not known.';
comment on column ref.document.archived_url is 'An archived copy; null when none is known.';
comment on column ref.document.language is 'BCP 47 tag of its language.';
comment on column ref.document.citation_key is 'Key for a bibliography.';
comment on column ref.document.note is 'What else must be known; null when nothing.';

create view ref.region_by_name as
select
    region_name.name,
    any_value(region_name.region_code) as region_code
from ref.region_name as region_name
group by region_name.name
having count(distinct region_name.region_code) = 1;
comment on view ref.region_by_name is 'The names that mean exactly one region. One row per name.';
comment on column ref.region_by_name.name is 'The name.';
comment on column ref.region_by_name.region_code is 'The region.';

create view ref.counterpart_by_name as
select
    region_by_name.name,
    region_by_name.region_code as counterpart_code
from ref.region_by_name as region_by_name
union all
select
    partner.name,
    partner.partner_code as counterpart_code
from ref.partner as partner
where partner.name not in (select region_by_name.name from ref.region_by_name as region_by_name);
comment on view ref.counterpart_by_name is 'What can stand at the other end: a region of China or a trade partner. One row per name.';
comment on column ref.counterpart_by_name.name is 'The name.';
comment on column ref.counterpart_by_name.counterpart_code is 'Code of the region or of the partner.';
