-- grain: one row per region, indicator, period, population and measure, oldest first
with
labor_transfer as (
    select * from mart.labor_transfer
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
    rivals_low,
    rivals_high,
    sources,
    figure_ids
from labor_transfer
where statistic = 'level'
order by region, indicator_name, counterpart, period_start, period_end, period_kind, measure, population, unit, sources
