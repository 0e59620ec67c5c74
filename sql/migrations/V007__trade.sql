-- Customs trade lines, and the codes that they are read with.

alter table ref.partner add column iso_alpha2 varchar;
alter table ref.partner add column name_zh varchar;
comment on column ref.partner.iso_alpha2 is 'ISO 3166-1 alpha-2; null for what has none.';
comment on column ref.partner.name_zh is 'Usual Chinese name; null when not known.';
comment on column ref.partner.kind is 'country, customs_territory, group (several partners together, never added to its members) or unspecified (not a place: confidential, stores, areas not elsewhere specified).';

create table ref.partner_code (
    code_list varchar not null,
    code varchar not null,
    partner_code varchar not null,
    name varchar not null,
    name_zh varchar,
    note varchar,
    primary key (code_list, code)
);
comment on table ref.partner_code is 'What the codes of a publisher''s list of partners stand for. One row per code_list and code.';
comment on column ref.partner_code.code_list is 'gacc, comtrade, comext, census or baci.';
comment on column ref.partner_code.code is 'Code as published, as text.';
comment on column ref.partner_code.partner_code is 'The partner; see ref.partner.';
comment on column ref.partner_code.name is 'Name in that list.';
comment on column ref.partner_code.name_zh is 'Chinese name in that list; null when it has none.';
comment on column ref.partner_code.note is 'What must be known of the code; null when nothing.';

create table ref.customs_regime (
    regime_code varchar not null primary key,
    name varchar not null,
    name_zh varchar not null
);
comment on table ref.customs_regime is 'A customs regime (贸易方式) of China Customs. One row per regime_code.';
comment on column ref.customs_regime.regime_code is 'Two digits.';
comment on column ref.customs_regime.name is 'English name.';
comment on column ref.customs_regime.name_zh is 'Chinese name.';

create table ref.hs_revision (
    hs_revision varchar not null primary key,
    name varchar not null,
    valid_from date not null,
    valid_to date
);
comment on table ref.hs_revision is 'A revision of the Harmonized System. One row per hs_revision.';
comment on column ref.hs_revision.hs_revision is 'H0 (1988/92) to H6 (2022), as UN Comtrade numbers them.';
comment on column ref.hs_revision.name is 'Name, such as HS 2022.';
comment on column ref.hs_revision.valid_from is 'First day on which the revision is in force.';
comment on column ref.hs_revision.valid_to is 'Last day; null for the present one.';

create table ref.commodity (
    commodity_code varchar not null,
    hs_revision varchar not null,
    commodity_level integer not null,
    parent_code varchar,
    description varchar
);
comment on table ref.commodity is 'A commodity of the Harmonized System; its dates are those of its revision. One row per commodity_code and hs_revision.';
comment on column ref.commodity.commodity_code is 'Code of 2, 4 or 6 digits as text; TOTAL for all commodities together.';
comment on column ref.commodity.hs_revision is 'See ref.hs_revision.';
comment on column ref.commodity.commodity_level is 'Digits of the code; 0 for TOTAL.';
comment on column ref.commodity.parent_code is 'The code one level up; null for TOTAL.';
comment on column ref.commodity.description is 'What it is, shortened; null for codes of former revisions whose text cannot be taken from the present one.';

create table ref.commodity_concordance (
    from_revision varchar not null,
    from_code varchar not null,
    to_revision varchar not null,
    to_code varchar not null,
    relationship varchar not null
);
comment on table ref.commodity_concordance is 'What became of a six-digit code in the next revision, where it changed; codes that are not here stayed as they were. One row per pair.';
comment on column ref.commodity_concordance.from_revision is 'The earlier revision.';
comment on column ref.commodity_concordance.from_code is 'Six digits.';
comment on column ref.commodity_concordance.to_revision is 'The next revision.';
comment on column ref.commodity_concordance.to_code is 'Six digits.';
comment on column ref.commodity_concordance.relationship is '1:1 or n:1, which can be carried over; 1:n or n:n, which break the series.';

create table ref.commodity_group (
    commodity_group varchar not null primary key,
    name varchar not null,
    kind varchar not null,
    defined_by varchar not null,
    rationale varchar not null
);
comment on table ref.commodity_group is 'Commodities that the documents speak of together. Groups may overlap. One row per commodity_group.';
comment on column ref.commodity_group.commodity_group is 'Code of the group.';
comment on column ref.commodity_group.name is 'What a table prints.';
comment on column ref.commodity_group.kind is 'topic (what documents speak of) or uflpa_sector (a priority sector of the UFLPA).';
comment on column ref.commodity_group.defined_by is 'Who defines it by these codes: a citation, or Corvée.';
comment on column ref.commodity_group.rationale is 'Why these codes, and what they miss or take in too much.';

create table ref.commodity_group_member (
    commodity_group varchar not null,
    hs_revision varchar not null,
    code_prefix varchar not null,
    is_excluded boolean not null,
    note varchar,
    primary key (commodity_group, hs_revision, code_prefix)
);
comment on table ref.commodity_group_member is 'Which codes a group is made of. One row per group, revision and prefix.';
comment on column ref.commodity_group_member.commodity_group is 'The group.';
comment on column ref.commodity_group_member.hs_revision is 'The revision that the prefix is written in.';
comment on column ref.commodity_group_member.code_prefix is 'All codes that begin so are meant: 2, 4, 6 or 8 digits.';
comment on column ref.commodity_group_member.is_excluded is 'Whether these codes are taken out of a shorter prefix of the group.';
comment on column ref.commodity_group_member.note is 'What they are; null when plain.';

create table ref.exchange_rate (
    base_currency varchar not null,
    quote_currency varchar not null,
    period_start date not null,
    period_end date not null,
    period_kind varchar not null,
    rate decimal(18, 6) not null,
    source varchar not null,
    primary key (base_currency, quote_currency, period_kind, period_start)
);
comment on table ref.exchange_rate is 'Average exchange rates. One row per pair of currencies and period.';
comment on column ref.exchange_rate.base_currency is 'One unit of this currency costs rate units of the other.';
comment on column ref.exchange_rate.quote_currency is 'The currency that the rate is counted in.';
comment on column ref.exchange_rate.period_start is 'First day of the period.';
comment on column ref.exchange_rate.period_end is 'Last day of the period.';
comment on column ref.exchange_rate.period_kind is 'month or year.';
comment on column ref.exchange_rate.rate is 'Units of quote_currency for one unit of base_currency, average of the period.';
comment on column ref.exchange_rate.source is 'Who publishes it.';

create view ref.usd_rate as
select
    rate.base_currency as currency,
    rate.period_start,
    rate.period_end,
    rate.period_kind,
    rate.rate::double as usd_per_unit
from ref.exchange_rate as rate
where rate.quote_currency = 'usd'
union all
select
    rate.quote_currency as currency,
    rate.period_start,
    rate.period_end,
    rate.period_kind,
    1 / rate.rate::double as usd_per_unit
from ref.exchange_rate as rate
where rate.base_currency = 'usd';
comment on view ref.usd_rate is 'What one unit of a currency is worth in US dollars on average of a period. One row per currency and period.';
comment on column ref.usd_rate.currency is 'Unit of money as in ref.unit.';
comment on column ref.usd_rate.period_start is 'First day of the period.';
comment on column ref.usd_rate.period_end is 'Last day of the period.';
comment on column ref.usd_rate.period_kind is 'month or year.';
comment on column ref.usd_rate.usd_per_unit is 'US dollars for one unit.';

create table core.trade_flow (
    source_id varchar not null,
    reporter_code varchar not null,
    period_start date not null,
    period_end date not null,
    period_kind varchar not null,
    region_code varchar,
    partner_code varchar not null,
    flow varchar not null,
    regime_code varchar,
    commodity_code varchar not null,
    commodity_level integer not null,
    hs_revision varchar,
    scope varchar not null,
    is_total boolean not null,
    is_masked boolean not null,
    is_reimport boolean not null,
    is_truncated boolean not null,
    quantity decimal(18, 3),
    quantity_unit varchar,
    quantity2 decimal(18, 3),
    quantity2_unit varchar,
    value decimal(18, 3),
    currency varchar not null,
    value_usd decimal(18, 3),
    value_cny decimal(18, 3),
    valuation varchar,
    snapshot_sha256 varchar not null,
    row_number bigint not null
);
comment on table core.trade_flow is 'One customs line as published. One row per source_id, snapshot_sha256 and row_number.';
comment on column core.trade_flow.source_id is 'The source that it was loaded from.';
comment on column core.trade_flow.reporter_code is 'Whose customs report it; see ref.partner.';
comment on column core.trade_flow.period_start is 'First day of the period.';
comment on column core.trade_flow.period_end is 'Last day of the period.';
comment on column core.trade_flow.period_kind is 'month, jan_feb, quarter, half, year, year_to_date, multi_year, or months for any other run of months. Kinds are never compared with each other.';
comment on column core.trade_flow.region_code is 'Region of China where the trading firm is registered, not where goods are made; null when the line is not broken down by region.';
comment on column core.trade_flow.partner_code is 'ISO 3166-1 alpha-3, or another code of ref.partner; WORLD when the line is not broken down by partner.';
comment on column core.trade_flow.flow is 'export, import, re_export or re_import.';
comment on column core.trade_flow.regime_code is 'Customs regime as published; null when the line is not broken down by regime.';
comment on column core.trade_flow.commodity_code is 'Code as published, leading zeros kept; TOTAL for all commodities together.';
comment on column core.trade_flow.commodity_level is 'Digits of the code that the publisher meant; 0 for TOTAL.';
comment on column core.trade_flow.hs_revision is 'Revision of the Harmonized System that the code is written in; null when it is in none.';
comment on column core.trade_flow.scope is 'all, when the file holds every commodity of its flow, partners, regions and months; otherwise what was asked for. Sums are only compared within one scope.';
comment on column core.trade_flow.is_total is 'Whether the line is the sum of other lines of the same source. Totals are never summed with their parts.';
comment on column core.trade_flow.is_masked is 'Whether the publisher hid a part of the code or of the partner.';
comment on column core.trade_flow.is_reimport is 'Whether the partner is the reporter itself.';
comment on column core.trade_flow.is_truncated is 'Whether the publisher cut the file that it stands in: sums over it are at least what they say.';
comment on column core.trade_flow.quantity is 'First quantity; null when none is published. 0 with a value above 0 is less than half a unit.';
comment on column core.trade_flow.quantity_unit is 'Unit of the first quantity as published. It belongs to code and year.';
comment on column core.trade_flow.quantity2 is 'Second quantity; null when none is published.';
comment on column core.trade_flow.quantity2_unit is 'Unit of the second quantity as published; null when there is none.';
comment on column core.trade_flow.value is 'Value in the currency as published; null when it is not published.';
comment on column core.trade_flow.currency is 'The currency as published; see ref.unit.';
comment on column core.trade_flow.value_usd is 'Value in US dollars: as published, or at the average rate of the period in ref.exchange_rate; null when there is no such rate.';
comment on column core.trade_flow.value_cny is 'Value in yuan, likewise.';
comment on column core.trade_flow.valuation is 'fob or cif; null when not known.';
comment on column core.trade_flow.snapshot_sha256 is 'The snapshot that the row was read from.';
comment on column core.trade_flow.row_number is 'Position of the record in that snapshot, from 1.';

alter table ops.snapshot add column attributes varchar;
comment on column ops.snapshot.attributes is 'What the manifest of a dropped file says of it, as JSON: flow, months, currency, who downloaded it and when; null for other sources.';
alter table ops.snapshot add column warning varchar;
comment on column ops.snapshot.warning is 'What is doubtful of the file as a whole, such as that the publisher cut it; null when nothing is.';

create view ref.gacc_partner as
select
    code.code,
    code.partner_code
from ref.partner_code as code
where code.code_list = 'gacc';
comment on view ref.gacc_partner is 'The partners of China Customs. One row per code.';
comment on column ref.gacc_partner.code is 'Three digits.';
comment on column ref.gacc_partner.partner_code is 'See ref.partner.';

create view ref.comtrade_partner as
select
    code.code,
    code.partner_code
from ref.partner_code as code
where code.code_list = 'comtrade';
comment on view ref.comtrade_partner is 'The areas of UN Comtrade, reporters and partners. One row per code.';
comment on column ref.comtrade_partner.code is 'Number without leading zeros, as text.';
comment on column ref.comtrade_partner.partner_code is 'See ref.partner.';

create view ref.comext_partner as
select
    code.code,
    code.partner_code
from ref.partner_code as code
where code.code_list = 'comext';
comment on view ref.comext_partner is 'The partners and reporters of Eurostat Comext. One row per code.';
comment on column ref.comext_partner.code is 'Two letters, or the name of a group.';
comment on column ref.comext_partner.partner_code is 'See ref.partner.';

create view ref.customs_province as
select
    substr(region.region_code, 1, 2) as code,
    region.region_code
from ref.region as region
where region.region_level = 'province' and region.region_code like '%0000';
comment on view ref.customs_province is 'The places of registration of China Customs. One row per code.';
comment on column ref.customs_province.code is 'Two digits, the start of the GB/T 2260 code.';
comment on column ref.customs_province.region_code is 'See ref.region.';

create macro ref.month_period_kind(first_day, last_month_day) as
    case
        when date_trunc('month', first_day) <> first_day or last_day(last_month_day) <> last_month_day then null
        when extract(year from first_day) <> extract(year from last_month_day)
            then case
                when extract(month from first_day) = 1 and extract(month from last_month_day) = 12 then 'multi_year'
                else 'months'
            end
        when extract(month from first_day) = extract(month from last_month_day) then 'month'
        when extract(month from first_day) = 1 and extract(month from last_month_day) = 12 then 'year'
        when extract(month from first_day) = 1 and extract(month from last_month_day) = 2 then 'jan_feb'
        when extract(month from first_day) = 1 then 'year_to_date'
        else 'months'
    end;
comment on macro ref.month_period_kind is 'The kind of a period that is made of whole months; null when it is not. January to March is year_to_date, as publishers of running totals mean it.';

create macro ref.hs_revision_in_force(day) as
    case
        when day >= date '2022-01-01' then 'H6'
        when day >= date '2017-01-01' then 'H5'
        when day >= date '2012-01-01' then 'H4'
        when day >= date '2007-01-01' then 'H3'
        when day >= date '2002-01-01' then 'H2'
        when day >= date '1996-01-01' then 'H1'
        else 'H0'
    end;
comment on macro ref.hs_revision_in_force is 'The revision of the Harmonized System that China Customs uses on a day; source: the years in which the World Customs Organization puts its revisions into force.';

-- A file drop waits for files, which is no fault; the states are a constraint, so the table is laid anew.
drop table ops.source_freshness;

create table ops.source_freshness (
    source_id varchar not null,
    title varchar not null,
    cadence varchar not null,
    state varchar not null check (state in ('fresh', 'stale', 'missing', 'waiting')),
    snapshot_sha256 varchar,
    retrieved_at timestamptz,
    rows_loaded bigint not null,
    problem varchar
);
comment on table ops.source_freshness is 'How up to date each source is. One row per source.';
comment on column ops.source_freshness.source_id is 'The source.';
comment on column ops.source_freshness.title is 'What a person calls it.';
comment on column ops.source_freshness.cadence is 'How often the publisher issues a new table.';
comment on column ops.source_freshness.state is 'fresh: the newest snapshot is loaded and nothing is wrong. stale: rows are loaded, but an older snapshot is shown or no newer one could be taken. missing: no rows are loaded. waiting: a file drop in which nothing lies yet.';
comment on column ops.source_freshness.snapshot_sha256 is 'The loaded snapshot, of a file drop the newest one; null when none is loaded.';
comment on column ops.source_freshness.retrieved_at is 'When that snapshot was taken; null when none is loaded.';
comment on column ops.source_freshness.rows_loaded is 'How many rows of the source are in core.';
comment on column ops.source_freshness.problem is 'Why the source is not fresh; null when it is.';

comment on column ops.rejected_row.reason is 'Code of what is wrong: field_count, missing_value, not_a_number, not_an_integer, not_a_date, too_many_digits, not_allowed, nul_character, too_long, pattern_mismatch, phrase_disagrees, unknown_name, duplicate_key.';
