-- grain: one row per indicator, region and period
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
    subject = 'monitoring'
    and statistic = 'level'
    and unit = 'households'
order by region, period_start, period_end, value desc, indicator_name, population, measure, unit, figure_id
