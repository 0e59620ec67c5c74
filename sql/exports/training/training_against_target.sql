-- grain: one row per period and measure, oldest first
with
training as (
    select * from mart.training
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
from training
where
    region = 'Xinjiang'
    and statistic = 'level'
    and population = 'all'
    and unit = 'person_sessions'
order by period_start, period_end, indicator_name, population, measure, unit, figure_id
