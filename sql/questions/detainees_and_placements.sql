-- How many persons are estimated to have been detained, and how many of them placed in labor?
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    indicator_name,
    population,
    period,
    statistic,
    value_low,
    value_high,
    unit,
    rivals
from preferred_figure
where subject = 'vocational_center'
order by indicator_name, population, period_start, period_end, statistic, value_low
