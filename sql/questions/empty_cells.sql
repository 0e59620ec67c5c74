-- Which prefectures state nothing where the region states a total?
with
coverage as (
    select * from mart.coverage
)

select
    region,
    indicator_name,
    population,
    period,
    parts_stated,
    parts,
    explained_pct_low,
    explained_pct_high,
    parts_missing
from coverage
where region_code in ('540000', '650000') and parts_stated > 0
order by indicator_name, population, period
