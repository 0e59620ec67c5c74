-- From when to when a commodity code was in force, and rates for the runs of months that no publisher averages.

alter table ref.commodity add column valid_from date;
alter table ref.commodity alter column valid_from set not null;
alter table ref.commodity add column valid_to date;
comment on table ref.commodity is 'A commodity of the Harmonized System. A code that lives on stands once in each revision, with its dates. One row per commodity_code and hs_revision.';
comment on column ref.commodity.valid_from is 'First day on which the code of that revision is in force: that of the revision, see ref.hs_revision. Countries may be late.';
comment on column ref.commodity.valid_to is 'Last day; null for codes of the present revision.';

create view ref.average_rate as
with
month as (
    select
        rate.base_currency,
        rate.quote_currency,
        rate.period_start,
        rate.period_end,
        rate.rate
    from ref.exchange_rate as rate
    where rate.period_kind = 'month'
),

-- Every run of one to twelve months of which none is missing.
run as (
    select
        first_month.base_currency,
        first_month.quote_currency,
        first_month.period_start,
        last_month.period_end,
        count(*) as months,
        sum(month.rate)::double / count(*) as rate,
        min(month.rate)::double as lowest_month,
        max(month.rate)::double as highest_month
    from month as first_month
    join month as last_month
        on last_month.base_currency = first_month.base_currency
        and last_month.quote_currency = first_month.quote_currency
        and last_month.period_start between first_month.period_start and first_month.period_start + interval 11 month
    join month
        on month.base_currency = first_month.base_currency
        and month.quote_currency = first_month.quote_currency
        and month.period_start between first_month.period_start and last_month.period_start
    group by
        first_month.base_currency,
        first_month.quote_currency,
        first_month.period_start,
        last_month.period_start,
        last_month.period_end
    having count(*) = datediff('month', first_month.period_start, last_month.period_start) + 1
)

select
    rate.base_currency,
    rate.quote_currency,
    rate.period_start,
    rate.period_end,
    rate.period_kind,
    rate.rate::double as rate,
    'published' as basis,
    run.lowest_month,
    run.highest_month,
    rate.source
from ref.exchange_rate as rate
left join run
    on run.base_currency = rate.base_currency
    and run.quote_currency = rate.quote_currency
    and run.period_start = rate.period_start
    and run.period_end = rate.period_end
union all
-- A calendar year has a published average, or none until it is published.
select
    run.base_currency,
    run.quote_currency,
    run.period_start,
    run.period_end,
    ref.month_period_kind(run.period_start, run.period_end) as period_kind,
    run.rate,
    'mean of months' as basis,
    run.lowest_month,
    run.highest_month,
    'Corvée, from the averages of the months in ref.exchange_rate' as source
from run
where run.months > 1 and ref.month_period_kind(run.period_start, run.period_end) <> 'year';
comment on view ref.average_rate is 'The rates that values are converted at: averages as published for months and years, and for every other run of two to twelve months the plain mean of the averages of its months, if none of them is missing. One row per pair of currencies, period_start and period_end.';
comment on column ref.average_rate.base_currency is 'One unit of this currency costs rate units of the other.';
comment on column ref.average_rate.quote_currency is 'The currency that the rate is counted in.';
comment on column ref.average_rate.period_start is 'First day of the period.';
comment on column ref.average_rate.period_end is 'Last day of the period.';
comment on column ref.average_rate.period_kind is 'month, year, jan_feb, year_to_date or months. A quarter or half-year of a source is found by its days.';
comment on column ref.average_rate.rate is 'Units of quote_currency for one unit of base_currency, average of the period, not rounded where it is a mean of months.';
comment on column ref.average_rate.basis is 'published, or mean of months.';
comment on column ref.average_rate.lowest_month is 'Lowest average of a month in the period: whatever the trade of each month was, its own average rate is no lower. null when a month is missing.';
comment on column ref.average_rate.highest_month is 'Highest, likewise.';
comment on column ref.average_rate.source is 'Who publishes it, or what it is made from.';

create or replace view ref.yuan_for_a_dollar as
select
    rate.period_start,
    rate.period_end,
    rate.rate,
    rate.basis,
    rate.lowest_month,
    rate.highest_month
from ref.average_rate as rate
where rate.base_currency = 'usd' and rate.quote_currency = 'cny';
comment on view ref.yuan_for_a_dollar is 'Yuan for one US dollar, average of a month, a year or another run of up to twelve months. One row per period.';
comment on column ref.yuan_for_a_dollar.period_start is 'First day of the period.';
comment on column ref.yuan_for_a_dollar.period_end is 'Last day of the period.';
comment on column ref.yuan_for_a_dollar.rate is 'As in ref.average_rate.';
comment on column ref.yuan_for_a_dollar.basis is 'published, or mean of months, as in ref.average_rate.';
comment on column ref.yuan_for_a_dollar.lowest_month is 'Lowest average of a month in the period; null when a month is missing.';
comment on column ref.yuan_for_a_dollar.highest_month is 'Highest, likewise.';

create or replace view ref.usd_rate as
select
    rate.base_currency as currency,
    rate.period_start,
    rate.period_end,
    rate.period_kind,
    rate.rate as usd_per_unit
from ref.average_rate as rate
where rate.quote_currency = 'usd'
union all
select
    rate.quote_currency as currency,
    rate.period_start,
    rate.period_end,
    rate.period_kind,
    1 / rate.rate as usd_per_unit
from ref.average_rate as rate
where rate.base_currency = 'usd';
comment on view ref.usd_rate is 'What one unit of a currency is worth in US dollars on average of a period. One row per currency and period.';
comment on column ref.usd_rate.currency is 'Unit of money as in ref.unit.';
comment on column ref.usd_rate.period_start is 'First day of the period.';
comment on column ref.usd_rate.period_end is 'Last day of the period.';
comment on column ref.usd_rate.period_kind is 'As in ref.average_rate.';
comment on column ref.usd_rate.usd_per_unit is 'US dollars for one unit: the rate of ref.average_rate, or one divided by it.';

comment on column core.trade_flow.value_usd is 'Value in US dollars: as published, or at the rate that ref.average_rate has for the days of the period; null when it has none.';
comment on table ops.check_result is 'What the checks found; in a published file only checks that warn, and do not block, have violations. One row per check.';
