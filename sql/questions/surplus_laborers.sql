-- How many rural laborers does the state count as surplus, and how many were still to be shifted?
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    indicator_name,
    region,
    period,
    measure,
    value_low,
    value_high,
    unit,
    sources
from preferred_figure
where indicator in ('surplus_laborers', 'laborers_to_be_shifted') and statistic = 'level'
order by indicator_name, region, period_start, period_end, measure
