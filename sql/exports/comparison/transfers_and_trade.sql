-- grain: one row per panel, indicator and full year
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
    region = 'Xinjiang'
    and counterpart is null
    and population = 'all'
    and period_kind = 'year'
    and measure = 'actual'
    and (
        (indicator = 'labor_transfers' and statistic = 'level' and unit = 'person_times')
        or (indicator = 'foreign_trade' and statistic = 'change_pct')
    )
order by unit desc, period_start, indicator_name, population, measure, unit, figure_id
