-- Which share of the exports of a region is labour-intensive, by year?
with
trade_by_commodity_group as (
    select * from mart.trade_by_commodity_group
)

select
    region,
    year,
    share_of_total_pct,
    value,
    currency,
    bound,
    undecided_lines,
    source_id
from trade_by_commodity_group
where
    commodity_group = 'labour_intensive'
    and flow = 'export'
    and period_kind = 'year'
    and scope = 'all'
    and region_code is not null
order by region, year, currency, source_id
