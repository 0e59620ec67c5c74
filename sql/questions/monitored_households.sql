-- How many households and persons were monitored, visited or placed by early warning, and by how many cadres?
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    region,
    indicator_name,
    population,
    period,
    value,
    value_low,
    value_high,
    unit,
    sources
from preferred_figure
where subject = 'monitoring' and statistic = 'level' and unit in ('households', 'person', 'person_times')
order by indicator_name, region, period_start, population
