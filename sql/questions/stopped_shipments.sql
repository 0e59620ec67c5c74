-- How many shipments were held under the UFLPA, by outcome and industry?
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    population,
    period,
    value,
    value_low,
    value_high,
    sources
from preferred_figure
where indicator = 'uflpa_shipments' and statistic = 'level'
order by population, period_start, period_end
