-- grain: one row per population, period and indicator
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
    statistic = 'level'
    and indicator = 'persons_at_risk'
order by sources, period_start, period_end, population, indicator_name, population, measure, unit, figure_id
