-- grain: one row per region below the province, period, population and measure
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
    region not in ('Xinjiang', 'Tibet', 'China')
    and statistic = 'level'
    and indicator = 'labor_transfers'
    and population = 'all'
order by unit, region, period_start, period_end, indicator_name, population, measure, unit, figure_id
