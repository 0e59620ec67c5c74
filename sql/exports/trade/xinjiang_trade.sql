-- grain: one row per indicator, period and statistic, oldest first
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
    statistic,
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
    region = 'Xinjiang'
    and counterpart is null
    and population = 'all'
    and indicator in ('foreign_trade', 'exports', 'imports')
    and statistic in ('level', 'change_pct')
    and measure = 'actual'
order by unit, indicator_name, period_start, period_end, statistic, indicator_name, population, measure, unit, figure_id
