-- How do Tibet's labour transfers compare with its targets?
with
labor_transfer as (
    select * from mart.labor_transfer
)

select
    period,
    measure,
    value,
    value_low,
    value_high,
    unit,
    sources
from labor_transfer
where region_code = '540000' and indicator = 'labor_transfers' and statistic = 'level'
order by period_start, period_end, measure
