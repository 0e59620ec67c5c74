-- grain: one row per prefecture and year
with
trade as (
    select * from mart.trade
)

select
    region,
    counterpart,
    indicator_name,
    population,
    period,
    period_start,
    period_end,
    period_kind,
    measure,
    value,
    value_low,
    value_high,
    bound,
    unit,
    rivals,
    obs_status,
    definition_version,
    sources,
    figure_id,
    figure_ids
from trade
where
    indicator = 'foreign_trade'
    and statistic = 'change_pct'
    and region <> 'Xinjiang'
    and counterpart is null
    and period_kind = 'year_to_date'
    and extract(month from period_end) = 4
order by period_start, region, indicator_name, population, measure, unit, figure_id
