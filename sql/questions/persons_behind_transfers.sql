-- How many distinct persons were transferred, by the declared band?
with
region_year as (
    select * from mart.region_year
)

select
    region,
    year,
    value_low,
    value_high,
    unit,
    basis
from region_year
where indicator = 'labor_transfers' and measure = 'actual' and unit = 'person' and population = 'all'
order by region, year
