-- Which place do Xinjiang and Tibet have among the regions, by year and flow?
with
trade_by_region as (
    select * from mart.trade_by_region
)

select
    region,
    flow,
    year,
    rank,
    value,
    currency,
    share_of_reporter_pct,
    growth_pct,
    bound,
    source_id
from trade_by_region
where region_code in ('650000', '540000') and period_kind = 'year' and scope = 'all'
order by region, flow, year, currency, source_id
