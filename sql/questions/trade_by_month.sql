-- How did the trade of each region go month by month, and how fast did it grow?
with
trade_by_region as (
    select * from mart.trade_by_region
)

select
    region,
    flow,
    period,
    value,
    currency,
    growth_pct,
    growth_basis,
    share_of_reporter_pct,
    source_id
from trade_by_region
where period_kind in ('month', 'jan_feb') and scope = 'all' and basis = 'published'
order by region, flow, period_start, period_end, currency, source_id
