-- Tables that publishers keep on the web, beside figures and customs lines.

create table core.exchange_rate_quote (
    source_id varchar not null,
    base_currency varchar not null,
    quote_currency varchar not null,
    period_start date not null,
    period_end date not null,
    period_kind varchar not null,
    rate decimal(30, 16) not null,
    quoted_as varchar not null,
    snapshot_sha256 varchar not null,
    row_number bigint not null
);
comment on table core.exchange_rate_quote is 'An average exchange rate as its publisher quotes it now. Marts convert with ref.exchange_rate. One row per source_id, pair of currencies and period.';
comment on column core.exchange_rate_quote.source_id is 'The source that it was loaded from.';
comment on column core.exchange_rate_quote.base_currency is 'One unit of this currency costs rate units of the other: ISO 4217 in lower case.';
comment on column core.exchange_rate_quote.quote_currency is 'The currency that the rate is counted in, likewise; xxx for a mean over two currencies, which is a rate of neither.';
comment on column core.exchange_rate_quote.period_start is 'First day of the period.';
comment on column core.exchange_rate_quote.period_end is 'Last day of the period.';
comment on column core.exchange_rate_quote.period_kind is 'month or year. A year is the mean of its days, not of its months.';
comment on column core.exchange_rate_quote.rate is 'Units of quote_currency for one unit of base_currency, average of the period, as printed.';
comment on column core.exchange_rate_quote.quoted_as is 'What the publisher calls the currency, such as the country.';
comment on column core.exchange_rate_quote.snapshot_sha256 is 'The snapshot that the row was read from.';
comment on column core.exchange_rate_quote.row_number is 'Position of the record in that snapshot, from 1.';

create table core.statistical_observation (
    source_id varchar not null,
    area_code varchar not null,
    indicator varchar not null,
    survey varchar not null,
    sex varchar,
    classification_1 varchar,
    classification_2 varchar,
    period_start date not null,
    period_end date not null,
    period_kind varchar not null,
    value decimal(30, 9),
    observation_status varchar,
    indicator_notes varchar,
    source_notes varchar,
    snapshot_sha256 varchar not null,
    row_number bigint not null
);
comment on table core.statistical_observation is 'A statistic of a country or region in the codes of the statistical office that publishes it, to set figures beside. It is no figure of the ledger. One row per source_id, area, indicator, survey, sex, classifications and period.';
comment on column core.statistical_observation.source_id is 'The source that it was loaded from.';
comment on column core.statistical_observation.area_code is 'ISO 3166-1 alpha-3; X and two digits for a group of countries, which is never added to its members; or a code of ref.region.';
comment on column core.statistical_observation.indicator is 'Code of the indicator in the list of its publisher; there it stands what is counted and in which unit.';
comment on column core.statistical_observation.survey is 'Code of the survey, estimate or database that it is of, such as BA:510 or fsnd.';
comment on column core.statistical_observation.sex is 'SEX_T (both), SEX_M, SEX_F or SEX_O; null where the indicator is not broken down by sex.';
comment on column core.statistical_observation.classification_1 is 'Code of the first breakdown, such as AGE_YTHADULT_YGE15; null when there is none.';
comment on column core.statistical_observation.classification_2 is 'Code of the second breakdown; null when there is none.';
comment on column core.statistical_observation.period_start is 'First day of the period.';
comment on column core.statistical_observation.period_end is 'Last day of the period.';
comment on column core.statistical_observation.period_kind is 'year, quarter or month.';
comment on column core.statistical_observation.value is 'The value as published, in the unit of the indicator; null where the publisher says that there is none, whatever number it prints.';
comment on column core.statistical_observation.observation_status is 'Code of the publisher, such as B for a break in the series or U for an unreliable value; null when nothing is to be said.';
comment on column core.statistical_observation.indicator_notes is 'Codes of notes on the series, joined by _; null when there are none.';
comment on column core.statistical_observation.source_notes is 'Codes of notes on the survey, joined by _; null when there are none.';
comment on column core.statistical_observation.snapshot_sha256 is 'The snapshot that the row was read from.';
comment on column core.statistical_observation.row_number is 'Position of the record in that snapshot, from 1.';

create table core.enforcement_listing (
    source_id varchar not null,
    list varchar not null,
    sublist varchar,
    entity_name varchar,
    aliases varchar[] not null,
    former_names varchar[] not null,
    includes_subsidiaries boolean not null,
    is_name_withheld boolean not null,
    effective_date date not null,
    status varchar,
    country varchar,
    merchandise varchar,
    industry varchar,
    press_release_url varchar,
    snapshot_sha256 varchar not null,
    row_number bigint not null
);
comment on table core.enforcement_listing is 'An entry of a list of the United States on forced labour. Names are of companies, bodies and vessels alone. An entity can stand on two lists, or on two parts of one. One row per source_id, snapshot_sha256 and row_number.';
comment on column core.enforcement_listing.source_id is 'The source that it was loaded from.';
comment on column core.enforcement_listing.list is 'uflpa_entity_list, withhold_release_order or finding.';
comment on column core.enforcement_listing.sublist is 'Clause of section 2(d)(2)(B) of the UFLPA, such as (ii), or the number of the table where the page prints none, such as table 2; null for lists that have no parts.';
comment on column core.enforcement_listing.entity_name is 'Name without its aliases; null where the entry names none, and where is_name_withheld.';
comment on column core.enforcement_listing.aliases is 'Other names that the entry gives, each on its own.';
comment on column core.enforcement_listing.former_names is 'Names that the entry says were used before, each on its own.';
comment on column core.enforcement_listing.includes_subsidiaries is 'Whether the entry says that it means subsidiaries too.';
comment on column core.enforcement_listing.is_name_withheld is 'Whether a name of the entry is not shown, since neither ref.company_word nor ref.public_name tells that it is of no natural person.';
comment on column core.enforcement_listing.effective_date is 'Day from which the entry has effect.';
comment on column core.enforcement_listing.status is 'What the list says of it, such as Active or Inactive; null where it says nothing.';
comment on column core.enforcement_listing.country is 'Country as printed; null where the list has none.';
comment on column core.enforcement_listing.merchandise is 'Goods that are meant, as printed; null where the list has none.';
comment on column core.enforcement_listing.industry is 'Industry as printed; null where the list has none.';
comment on column core.enforcement_listing.press_release_url is 'Address of the press release; null where the list has none.';
comment on column core.enforcement_listing.snapshot_sha256 is 'The snapshot that the row was read from.';
comment on column core.enforcement_listing.row_number is 'Position of the record in that snapshot, from 1.';

create table ref.company_word (
    word varchar not null primary key,
    meaning varchar not null
);
comment on table ref.company_word is 'A word that names of companies, bodies and vessels have and names of natural persons have not. One row per word.';
comment on column ref.company_word.word is 'In lower case, as it stands in a name between blanks, points and commas.';
comment on column ref.company_word.meaning is 'Why it tells a company: legal form, kind of works, trade, or public body.';

create table ref.exhaustive_document (
    document_id varchar not null primary key,
    reason varchar not null
);
comment on table ref.exhaustive_document is 'A document that counts, for each region that it divides, every region in it: parts must add up to their total. One row per document_id.';
comment on column ref.exhaustive_document.document_id is 'The document.';
comment on column ref.exhaustive_document.reason is 'How it is known that nothing is left out.';

create table core.region_code_listing (
    source_id varchar not null,
    code_list varchar not null,
    revision varchar not null,
    revision_month date not null,
    region_code varchar not null,
    name varchar not null,
    snapshot_sha256 varchar not null,
    row_number bigint not null
);
comment on table core.region_code_listing is 'A code of GB/T 2260 as it stands in one revision of a list. It says that the code was seen, not from when it was in force. One row per code_list, revision, code and name: a few revisions print one code for two places.';
comment on column core.region_code_listing.source_id is 'The source that it was loaded from.';
comment on column core.region_code_listing.code_list is 'mca (Ministry of Civil Affairs), stats (National Bureau of Statistics) or gb (the printed standard).';
comment on column core.region_code_listing.revision is 'Label of the revision, year and month.';
comment on column core.region_code_listing.revision_month is 'First day of that month.';
comment on column core.region_code_listing.region_code is 'Six digits. A code may be of no unit of ref.region, which goes below the province in Xinjiang and Tibet alone.';
comment on column core.region_code_listing.name is 'Chinese name in that revision.';
comment on column core.region_code_listing.snapshot_sha256 is 'The snapshot that the row was read from.';
comment on column core.region_code_listing.row_number is 'Position of the record in that snapshot, from 1.';

comment on column ops.rejected_row.reason is 'Code of what is wrong: field_count, missing_value, not_a_number, not_an_integer, not_a_date, too_many_digits, not_allowed, nul_character, too_long, pattern_mismatch, phrase_disagrees, unreadable_cell, unknown_name, duplicate_key; or left_out, for rows that the source leaves out on purpose and that count against no bound.';
