-- grain: one row per period and measure, oldest first
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
    obs_status,
    definition_version,
    sources,
    figure_id,
    figure_ids
from labor_transfer
where
    region = 'Tibet'
    and statistic = 'level'
    and indicator = 'labor_transfers'
    and population = 'all'
order by unit, period_start, period_end, indicator_name, population, measure, unit, figure_id
