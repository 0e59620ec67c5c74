-- grain: one row per period and outcome
with
preferred_figure as (
    select * from mart.preferred_figure
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
from preferred_figure
where
    indicator = 'uflpa_shipments'
    and statistic = 'level'
    and counterpart is null
    and population in ('all', 'denied', 'pending', 'released')
order by period_start, period_end, population, indicator_name, population, measure, unit, figure_id
