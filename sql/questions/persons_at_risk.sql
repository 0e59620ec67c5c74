-- How many persons are estimated to be at risk of coercive labour, and by whom?
with
labor_transfer as (
    select * from mart.labor_transfer
)

select
    region,
    period,
    population,
    value_low,
    value_high,
    sources
from labor_transfer
where indicator = 'persons_at_risk' and statistic = 'level'
order by region, period_start, population
