-- Which groups of commodities grew most in a year, and where does a series break?
with
trade_by_commodity_group as (
    select * from mart.trade_by_commodity_group
)

select
    coalesce(region, reporter) as place,
    flow,
    year,
    commodity_group_name,
    growth_pct,
    growth_basis,
    value,
    currency,
    source_id
from trade_by_commodity_group
where period_kind = 'year' and scope = 'all' and lines > 0
order by place, flow, year, currency, source_id, growth_pct desc nulls last, commodity_group_name
