-- Which parts of Xinjiang and Tibet state labor transfers of their own, and for when?
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
    unit
from labor_transfer
where indicator = 'labor_transfers' and statistic = 'level' and region_code not in ('540000', '650000')
order by region, period_start, period_end, population, measure
