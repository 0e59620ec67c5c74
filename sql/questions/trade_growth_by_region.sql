-- How fast did foreign trade grow, by region and like period?
with
year_over_year as (
    select * from mart.year_over_year
)

select
    region,
    counterpart,
    indicator_name,
    period,
    change_pct,
    basis
from year_over_year
where indicator in ('foreign_trade', 'exports', 'labor_intensive_exports')
order by indicator_name, period_start, period_end, change_pct desc
