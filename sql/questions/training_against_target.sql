-- How far were training targets met?
with
target_attainment as (
    select * from mart.target_attainment
)

select
    region,
    actual_period,
    target_period,
    target_measure,
    attainment_pct_low,
    attainment_pct_high,
    basis
from target_attainment
where indicator in ('training', 'training_per_year')
order by region, actual_period, basis
