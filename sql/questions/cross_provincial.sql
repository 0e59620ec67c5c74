-- How many laborers were moved to other provinces, to which, and how many were to be?
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    region,
    counterpart,
    population,
    indicator_name,
    period,
    measure,
    value,
    value_low,
    value_high,
    unit,
    rivals
from preferred_figure
where subject = 'cross_provincial' and statistic = 'level'
order by region, period_start, period_end, counterpart nulls first, indicator_name, population, measure
