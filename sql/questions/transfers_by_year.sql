-- How many labour transfers are stated for each year, and how far do the documents differ?
with
labor_transfer as (
    select * from mart.labor_transfer
)

select
    region,
    period,
    population,
    measure,
    value,
    value_low,
    value_high,
    unit,
    rivals
from labor_transfer
where indicator = 'labor_transfers' and statistic = 'level'
order by region, period_start, period_end, population, measure
