-- Who are the ten largest partners of Xinjiang and Tibet, by year and flow?
with
trade_by_partner as (
    select * from mart.trade_by_partner
)

select
    region,
    flow,
    year,
    rank,
    partner,
    value,
    currency,
    share_of_total_pct,
    growth_pct,
    source_id
from trade_by_partner
where region_code in ('650000', '540000') and period_kind = 'year' and scope = 'all' and rank <= 10
order by region, flow, year, currency, source_id, rank
